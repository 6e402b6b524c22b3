package dev.parley.chat;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What somebody wrote. All null in a tombstone.
///
/// @param replyTo id of a message of the same conversation
/// @param mentions ids of participants named in the text
public record Message(
    @Nullable String text,
    @Nullable String url,
    @Nullable String fileName,
    @Nullable String replyTo,
    List<String> mentions)
    implements Entry.Body {

  static final Message EMPTY = new Message(null, null, null, null, List.of());

  public Message {
    mentions = List.copyOf(mentions);
  }

  Message withText(String next) {
    return new Message(next, url, fileName, replyTo, mentions);
  }
}
