package dev.parley.chat;

import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/// How far people have read.
public final class ReadMarks {
  private final ConversationStore conversations;
  private final InstantSource clock;

  public ReadMarks(ConversationStore conversations, InstantSource clock) {
    this.conversations = conversations;
    this.clock = clock;
  }

  /// Moves a mark forward, never back.
  ///
  /// @param seq last entry read; null for the head at this moment; beyond the head is the head
  public ReadMark read(String userId, String conversationId, @Nullable Long seq) {
    if (seq != null && seq < 0) {
      throw Refused.invalid("seq", "must not be negative");
    }
    var mark =
        conversations.advance(
            userId, conversationId, seq == null ? Long.MAX_VALUE : seq, clock.instant());
    if (mark == null) {
      throw Refused.notFound("Conversation");
    }
    return mark;
  }
}
