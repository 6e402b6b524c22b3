package dev.parley.gateway;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.parley.chat.SearchTerms;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A page of what was found, with its envelope:
/// `{success,data:[{message,highlights:[{start,length}…]}…],pagination:{limit,nextCursor?}}`.
public record SearchView(boolean success, List<Hit> data, Pagination pagination) {
  /// A message and where in its text, in UTF-16 units, what was searched for stands.
  public record Hit(MessageView message, List<SearchTerms.Highlight> highlights) {}

  /// Where the page ends.
  ///
  /// @param nextCursor left out on the last page
  public record Pagination(
      int limit, @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String nextCursor) {}
}
