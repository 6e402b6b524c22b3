package dev.parley.chat;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/// Answering messages with emoji.
public final class Reactions {
  /// Different emoji on one message, at most.
  static final int KINDS = 50;

  private final Messages messages;
  private final InstantSource clock;

  public Reactions(Messages messages, InstantSource clock) {
    this.messages = messages;
    this.clock = clock;
  }

  /// Sets a reaction or takes it back; what is so already stays as it is, without a new rev.
  /// Answers the message.
  public Entry react(String userId, String messageId, String emoji, boolean on) {
    if (!Reaction.isEmoji(emoji)) {
      throw Refused.invalid("emoji", "must be one emoji");
    }
    return messages.change(
        userId,
        messageId,
        (entry, message, roster) -> {
          messages.requireMayWrite(userId, entry, roster);
          var reactions = message.reactions();
          var next = on ? with(reactions, emoji, userId) : without(reactions, emoji, userId);
          return next.equals(reactions)
              ? null
              : entry.with(message.withReactions(next), clock.instant());
        });
  }

  private static List<Reaction> with(List<Reaction> reactions, String emoji, String userId) {
    var next = new ArrayList<>(reactions);
    for (var i = 0; i < next.size(); i++) {
      var reaction = next.get(i);
      if (reaction.emoji().equals(emoji)) {
        if (!reaction.userIds().contains(userId)) {
          next.set(i, reaction.with(userId));
        }
        return next;
      }
    }
    if (next.size() >= KINDS) {
      throw Refused.invalid("emoji", "a message has at most " + KINDS + " different emoji");
    }
    next.add(new Reaction(emoji, List.of(userId)));
    return next;
  }

  private static List<Reaction> without(List<Reaction> reactions, String emoji, String userId) {
    return reactions.stream()
        .map(reaction -> reaction.emoji().equals(emoji) ? reaction.without(userId) : reaction)
        .filter(reaction -> !reaction.userIds().isEmpty())
        .toList();
  }
}
