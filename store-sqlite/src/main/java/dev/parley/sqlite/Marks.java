package dev.parley.sqlite;

import dev.parley.chat.ReadMark;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Read marks: a place in the log with what `unread` is reckoned from there, so that reading it is
/// two subtractions however long the log is.
final class Marks {
  /// Columns of a mark, in the order [#mark] reads them, of a participant `p` in a conversation
  /// `c`.
  static final String MARK =
      """
       p.read_seq, p.read_at, c.number - p.read_number - (coalesce((
         SELECT sender_number FROM entries WHERE conversation = c.key AND sender = p.user
         ORDER BY seq DESC LIMIT 1), 0) - p.read_own),
       (SELECT count(*) FROM mentions
         WHERE user = p.user AND conversation = c.key AND seq > p.read_seq)\s
      """;

  private Marks() {}

  static ReadMark mark(Row row) throws SQLException {
    var seq = row.number();
    var readAt = row.timeOrNull();
    return new ReadMark(seq, row.number(), row.number(), readAt);
  }

  static @Nullable ReadMark read(Database database, String userId, String conversationId)
      throws SQLException {
    return database.first(
        "SELECT"
            + MARK
            + """
            FROM conversations c JOIN participants p ON p.conversation = c.key
            WHERE c.id = ? AND p.user = ?
            """,
        Marks::mark,
        conversationId,
        userId);
  }

  /// Sets a participant's mark to an entry of the log.
  static void move(Database database, String userId, long conversation, long seq, Instant now)
      throws SQLException {
    database.update(
        """
        UPDATE participants SET read_seq = ?1, read_at = ?2, read_own = ?3,
          read_number = (SELECT number FROM entries WHERE conversation = ?4 AND seq = ?1)
        WHERE user = ?5 AND conversation = ?4
        """,
        seq,
        now.toEpochMilli(),
        Rows.sentUpTo(database, conversation, userId, seq),
        conversation,
        userId);
  }
}
