package dev.parley.gateway;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A page of history, with its envelope:
/// `{success,data:[…],pagination:{limit,before,hasMore,rev}}`.
public record HistoryView(boolean success, List<MessageView> data, Pagination pagination) {
  /// Where the page lies.
  ///
  /// @param before as it was asked, else null
  /// @param hasMore there is more in the asked direction
  /// @param rev the conversation's when it was read; with sinceRev that of the page's last entry
  public record Pagination(int limit, @Nullable String before, boolean hasMore, long rev) {}
}
