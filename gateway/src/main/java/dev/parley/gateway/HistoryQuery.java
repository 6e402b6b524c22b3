package dev.parley.gateway;

import dev.parley.chat.EntryLog;
import dev.parley.chat.History;
import java.util.ArrayList;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The query of a page of history: `limit`, at most one of `before`, `after`, `around` (ids),
/// `aroundSeq` and `sinceRev`, and `entries=all`.
///
/// @param before as it was asked, for the answer
public record HistoryQuery(
    int limit, History.Place place, EntryLog.Scope scope, @Nullable String before) {
  private static final int USUAL = 20;
  private static final int MOST = 100;

  /// Reads the query of a request.
  ///
  /// @param query parameters by name, the first value of each
  public static HistoryQuery read(Map<String, String> query) {
    var fields = new Fields(query);
    var places = new ArrayList<History.Place>();
    var before = id(fields, query, "before");
    if (before != null) {
      places.add(new History.Place.Before(before));
    }
    var after = id(fields, query, "after");
    if (after != null) {
      places.add(new History.Place.After(after));
    }
    var around = id(fields, query, "around");
    if (around != null) {
      places.add(new History.Place.Around(around));
    }
    var seq = query.get("aroundSeq");
    if (seq != null) {
      places.add(new History.Place.AroundSeq(number(fields, "aroundSeq", seq, 1, Long.MAX_VALUE)));
    }
    var since = query.get("sinceRev");
    if (since != null) {
      places.add(new History.Place.Since(number(fields, "sinceRev", since, 0, Long.MAX_VALUE)));
    }
    if (places.size() > 1) {
      fields.refuse(
          "before", "at most one of before, after, around, aroundSeq and sinceRev may be given");
    }
    var asked = query.get("limit");
    var limit = asked == null ? USUAL : number(fields, "limit", asked, 1, MOST);
    var scope = scope(fields, query.get("entries"));
    fields.refuseIfAny();
    return new HistoryQuery(
        (int) limit,
        places.isEmpty() ? new History.Place.Newest() : places.getFirst(),
        scope,
        before);
  }

  private static @Nullable String id(Fields fields, Map<String, String> query, String name) {
    return query.containsKey(name) ? fields.id(name) : null;
  }

  private static EntryLog.Scope scope(Fields fields, @Nullable String entries) {
    if (entries != null && !entries.equals("all")) {
      fields.refuse("entries", "must be all, or left out");
    }
    return entries == null ? EntryLog.Scope.LIVE_MESSAGES : EntryLog.Scope.ALL;
  }

  private static long number(Fields fields, String field, String text, long min, long max) {
    try {
      var number = Long.parseLong(text);
      if (number >= min && number <= max) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Refused below, as any number that does not fit.
    }
    fields.refuse(field, "must be an integer between " + min + " and " + max);
    return min;
  }
}
