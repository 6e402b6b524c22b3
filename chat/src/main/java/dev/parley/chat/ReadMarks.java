package dev.parley.chat;

import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/// How far people have read.
public final class ReadMarks {
  private final ConversationStore conversations;
  private final Events events;
  private final InstantSource clock;

  public ReadMarks(ConversationStore conversations, Events events, InstantSource clock) {
    this.conversations = conversations;
    this.events = events;
    this.clock = clock;
  }

  /// Moves a mark forward, never back.
  ///
  /// @param seq last entry read; null for the head at this moment; beyond the head is the head
  public ReadMark read(String userId, String conversationId, @Nullable Long seq) {
    if (seq != null && seq < 0) {
      throw Refused.invalid("seq", "must not be negative");
    }
    var before = conversations.mark(userId, conversationId);
    var now =
        conversations.advance(
            userId, conversationId, seq == null ? Long.MAX_VALUE : seq, clock.instant());
    if (before == null || now == null) {
      throw Refused.notFound("Conversation");
    }
    if (now.seq() > before.seq()) {
      events.publish(new ChatEvent.MarkMoved(conversationId, userId, now));
    }
    return now;
  }
}
