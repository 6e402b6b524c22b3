package dev.parley.sqlite;

import dev.parley.chat.MessageSearch;
import dev.parley.chat.SearchPlaces;
import dev.parley.chat.SearchTerms;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Full-text search with FTS5. Who may read what is decided by the participants as they are now, in
/// the query itself, and the message is the log's as it is now.
final class SqliteSearch implements MessageSearch {
  /// From the newest words back; the order of the joins is the order they are written in.
  private static final String FIND =
      "SELECT w.rowid, c.id,"
          + Rows.ENTRY
          + """
          FROM words w
          CROSS JOIN places d ON d.place = w.rowid
          CROSS JOIN participants p ON p.user = ?1 AND p.conversation = d.conversation
          CROSS JOIN entries e ON e.conversation = d.conversation AND e.seq = d.seq
          CROSS JOIN conversations c ON c.key = d.conversation
          WHERE w.words MATCH ?2 AND w.rowid >= ?3 AND w.rowid < ?4
            AND e.deleted_at IS NULL AND (?5 IS NULL OR e.sender = ?5)
          ORDER BY w.rowid DESC LIMIT ?6
          """;

  private final Readers readers;

  /// @param readers of `search.db` with the log attached
  SqliteSearch(Readers readers) {
    this.readers = readers;
  }

  @Override
  public List<Found> find(Query query) {
    return readers.read(database ->
        database.list(
            FIND,
            row -> {
              var place = row.number();
              var conversation = row.text();
              return new Found(Rows.entry(row, conversation), place);
            },
            query.userId(),
            expression(database, query),
            place(query.from(), 0),
            Math.min(
                query.before() == null ? Long.MAX_VALUE : query.before(),
                place(query.to(), Long.MAX_VALUE)),
            query.senderId(),
            query.limit()));
  }

  private static long place(@Nullable Instant time, long orElse) {
    return time == null ? orElse : SearchPlaces.since(time);
  }

  /// In the language of FTS5: `text : ("one" AND "a phrase" AND "las"*) AND tags : "c12"`. Words
  /// are letters and digits, so nothing in them means anything there.
  private static String expression(Database database, Query query) throws SQLException {
    var terms =
        query.terms().terms().stream()
            .map(SqliteSearch::expression)
            .collect(Collectors.joining(" AND ", "text : (", ")"));
    if (query.conversationId() == null) {
      return terms;
    }
    var key = database.number("SELECT key FROM conversations WHERE id = ?", query.conversationId());
    return "tags : \"" + SearchWriter.tag(key) + "\" AND " + terms;
  }

  private static String expression(SearchTerms.Term term) {
    return '"' + String.join(" ", term.words()) + '"' + (term.prefix() ? "*" : "");
  }
}
