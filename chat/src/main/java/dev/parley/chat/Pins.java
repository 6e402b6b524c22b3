package dev.parley.chat;

import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Keeping messages at hand for everybody in a conversation.
public final class Pins {
  /// Pinned messages of one conversation, at most: what one answer holds.
  public static final int MOST = 100;

  private final EntryLog log;
  private final Messages messages;
  private final Rosters rosters;
  private final InstantSource clock;

  public Pins(EntryLog log, Messages messages, Rosters rosters, InstantSource clock) {
    this.log = log;
    this.messages = messages;
    this.rosters = rosters;
    this.clock = clock;
  }

  /// Pins a message or takes it off; what is so already stays as it is, without a new rev. Answers
  /// the message.
  public Entry pin(String userId, String messageId, boolean on) {
    return messages.change(
        userId,
        messageId,
        (entry, message, roster) -> {
          messages.requireMayWrite(userId, entry, roster);
          requirePermission(userId, roster);
          if (on == (message.pin() != null)) {
            return null;
          }
          var now = clock.instant();
          return entry.with(message.withPin(on ? new Pin(now, userId) : null), now);
        });
  }

  /// For stores, see [EntryLog#replace].
  ///
  /// @param others how many messages of the conversation are pinned already
  public static void requireRoom(long others) {
    if (others >= MOST) {
      throw Refused.invalid("id", "a conversation has at most " + MOST + " pinned messages");
    }
  }

  /// Whether a change pins what was not pinned before.
  public static boolean isPinned(Entry was, Entry next) {
    return pin(was) == null && pin(next) != null;
  }

  private static @Nullable Pin pin(Entry entry) {
    return entry.body() instanceof Message message ? message.pin() : null;
  }

  private static void requirePermission(String userId, Roster roster) {
    var member = roster.member(userId);
    if (member != null && !Permission.PIN.allows(member.role())) {
      throw new Refused(Refusal.FORBIDDEN, "Not allowed in this conversation");
    }
  }

  /// The pinned messages, the one pinned last first.
  public List<Entry> of(String userId, String conversationId) {
    var pinned = log.pinned(conversationId);
    // Asked for after they were read: who is still a member may have read them.
    if (!rosters.fresh(conversationId).contains(userId)) {
      throw Refused.notFound("Conversation");
    }
    return pinned;
  }
}
