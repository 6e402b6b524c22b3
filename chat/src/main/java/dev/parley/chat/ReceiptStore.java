package dev.parley.chat;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How far messages have come: what each participant has, and has read.
public interface ReceiptStore {
  /// One participant's marks.
  ///
  /// @param joinedSeq what is behind it was not sent to them
  /// @param readSeq last entry read
  /// @param readAt when that mark last moved, null if never
  /// @param deliveredSeq last entry their devices have; never behind `readSeq`
  record Mark(
      String userId, long joinedSeq, long readSeq, @Nullable Instant readAt, long deliveredSeq) {}

  /// That a participant's device has the entries up to a place.
  record Delivered(String conversationId, String userId, long seq) {}

  /// Of all participants, by standing; none for an unknown conversation.
  List<Mark> marks(String conversationId);

  /// Moves delivered marks forward to min(seq, head), never back. Passes over who is no
  /// participant.
  void delivered(Collection<Delivered> marks);
}
