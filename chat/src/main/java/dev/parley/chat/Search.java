package dev.parley.chat;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Searching the conversations one is in.
public final class Search {
  /// A message with the places that were searched for.
  public record Hit(Entry entry, List<SearchTerms.Highlight> highlights) {}

  /// Hits, newest first.
  ///
  /// @param next where the next page begins, null on the last one
  public record Page(List<Hit> hits, @Nullable Long next) {}

  private final MessageSearch messages;
  private final Rosters rosters;

  public Search(MessageSearch messages, Rosters rosters) {
    this.messages = messages;
    this.rosters = rosters;
  }

  /// Notes what no search may be.
  public static void check(Checks checks, @Nullable String typed) {
    checks.length("q", typed, 1, SearchTerms.LENGTH);
  }

  public Page page(MessageSearch.Query query) {
    var conversationId = query.conversationId();
    if (conversationId != null && !rosters.fresh(conversationId).contains(query.userId())) {
      throw Refused.notFound("Conversation");
    }
    if (query.terms().terms().isEmpty()) {
      return new Page(List.of(), null);
    }
    var found = messages.find(query);
    // What was edited a moment ago may be found by what it said before.
    var hits =
        found.stream()
            .map(each -> new Hit(each.entry(), highlights(query, each.entry())))
            .filter(hit -> !hit.highlights().isEmpty())
            .toList();
    return new Page(hits, found.size() < query.limit() ? null : found.getLast().place());
  }

  private static List<SearchTerms.Highlight> highlights(MessageSearch.Query query, Entry entry) {
    var text = entry.body() instanceof Message message ? message.text() : null;
    return text == null ? List.of() : query.terms().in(text);
  }
}
