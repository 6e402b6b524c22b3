package dev.parley.chat;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What somebody wrote, and what others made of it. All null or empty in a tombstone.
///
/// @param replyTo id of a message of the same conversation
/// @param mentions ids of participants named in the text, in that order
/// @param reactions by emoji, the first one used first; none without a user
/// @param pin null unless it is pinned
public record Message(
    @Nullable String text,
    @Nullable String url,
    @Nullable String fileName,
    @Nullable String replyTo,
    List<String> mentions,
    List<Reaction> reactions,
    @Nullable Pin pin)
    implements Entry.Body {

  static final Message EMPTY = new Message(null, null, null, null, List.of());

  public Message {
    mentions = List.copyOf(mentions);
    reactions = List.copyOf(reactions);
  }

  /// As it is sent: nobody has reacted yet.
  public Message(
      @Nullable String text,
      @Nullable String url,
      @Nullable String fileName,
      @Nullable String replyTo,
      List<String> mentions) {
    this(text, url, fileName, replyTo, mentions, List.of(), null);
  }

  Message withText(String next, List<String> named) {
    return new Message(next, url, fileName, replyTo, named, reactions, pin);
  }

  Message withMentions(List<String> named) {
    return new Message(text, url, fileName, replyTo, named, reactions, pin);
  }

  Message withReactions(List<Reaction> next) {
    return new Message(text, url, fileName, replyTo, mentions, next, pin);
  }

  Message withPin(@Nullable Pin next) {
    return new Message(text, url, fileName, replyTo, mentions, reactions, next);
  }
}
