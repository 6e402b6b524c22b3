package dev.parley.gateway;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.parley.chat.ReceiptStore;
import dev.parley.chat.Receipts;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Views of who has what, and who has read it.
public interface ReceiptViews {
  /// Of one message: `{read:[{userId,readAt?}],delivered:[userId]}`.
  record Receipt(List<Reader> read, List<String> delivered) {}

  /// Who has read it.
  ///
  /// @param readAt when their mark last moved
  record Reader(
      String userId, @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Instant readAt) {}

  /// Of a conversation, one a participant.
  record Mark(String userId, long readSeq, long deliveredSeq) {}

  static Receipt of(Receipts.Receipt receipt) {
    return new Receipt(
        receipt.read().stream().map(one -> new Reader(one.userId(), one.readAt())).toList(),
        receipt.delivered());
  }

  static List<Mark> of(List<ReceiptStore.Mark> marks) {
    return marks.stream()
        .map(mark -> new Mark(mark.userId(), mark.readSeq(), mark.deliveredSeq()))
        .toList();
  }
}
