package dev.parley.gateway;

import dev.parley.chat.MessageSearch;
import dev.parley.chat.Search;
import dev.parley.chat.SearchTerms;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads the query of a search: `q`, and maybe `conversationId`, `senderId`, `from`, `to`, `cursor`
/// and `limit`.
public final class SearchRequest {
  private static final int USUAL = 20;
  private static final int MOST = 50;

  private SearchRequest() {}

  /// Reads the query of a request.
  ///
  /// @param query parameters by name, the first value of each
  public static MessageSearch.Query read(String userId, Map<String, String> query) {
    var fields = new Fields(query);
    var typed = fields.text("q");
    var conversationId = fields.optionalId("conversationId");
    var senderId = fields.optionalId("senderId");
    var from = time(fields, "from", query.get("from"));
    var to = time(fields, "to", query.get("to"));
    var before = number(fields, "cursor", query.get("cursor"), 0, Long.MAX_VALUE);
    var limit = number(fields, "limit", query.get("limit"), 1, MOST);
    fields.check(checks -> Search.check(checks, typed));
    fields.refuseIfAny();
    return new MessageSearch.Query(
        userId,
        SearchTerms.of(String.valueOf(typed)),
        conversationId,
        senderId,
        from,
        to,
        before,
        limit == null ? USUAL : limit.intValue());
  }

  /// A moment, or the first one of a day in UTC.
  private static @Nullable Instant time(Fields fields, String field, @Nullable String text) {
    if (text == null) {
      return null;
    }
    try {
      return text.length() == 10
          ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
          : OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      fields.refuse(field, "must be a date or a time of ISO 8601");
      return null;
    }
  }

  private static @Nullable Long number(
      Fields fields, String field, @Nullable String text, long min, long max) {
    if (text == null) {
      return null;
    }
    try {
      var number = Long.parseLong(text);
      if (number >= min && number <= max) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Refused below, as any number that does not fit.
    }
    fields.refuse(field, "must be an integer between " + min + " and " + max);
    return null;
  }
}
