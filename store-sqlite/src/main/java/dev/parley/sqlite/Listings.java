package dev.parley.sqlite;

import dev.parley.chat.ConversationStore.ListCursor;
import dev.parley.chat.Listing;
import dev.parley.chat.Settings;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A participant's conversations, each in one row.
final class Listings {
  private static final String COLUMNS =
      "SELECT c.id, c.type, c.name, c.avatar, c.owner, c.created_at, c.retention,"
          + " c.active_at, c.seq, c.rev, c.number, c.sender_number, c.member_rev,"
          + Marks.MARK
          + ", p.muted, p.pinned, coalesce(p.archived_number = c.number, 0), CASE c.type WHEN 'DIRECT' THEN"
          + " (SELECT user FROM participants WHERE conversation = c.key AND user <> p.user) END,"
          + " c.type = 'DIRECT' AND EXISTS (SELECT 1 FROM relations WHERE id = c.id"
          + " AND contact_receiver = p.user AND contact_state = 'ASKED'),"
          + Rows.ENTRY;

  private static final String LAST_MESSAGE =
      "LEFT JOIN entries e ON e.conversation = c.key AND e.seq = c.last_message ";

  private Listings() {}

  static List<Listing> page(Database database, String userId, @Nullable ListCursor after, int limit)
      throws SQLException {
    // The page is cut first, so that the rest is looked up for its conversations only.
    return database.list(
        COLUMNS
            + """
            FROM (
              SELECT c.key FROM participants p JOIN conversations c ON c.key = p.conversation
              WHERE p.user = ?1 AND c.id NOT IN (
                SELECT id FROM relations
                WHERE contact_receiver = ?1 AND contact_state = 'DECLINED')
              AND (?2 IS NULL OR (c.active_at, c.id) < (?2, ?3))
              ORDER BY c.active_at DESC, c.id DESC LIMIT ?4) page
            JOIN conversations c ON c.key = page.key
            JOIN participants p ON p.user = ?1 AND p.conversation = c.key
            """
            + LAST_MESSAGE
            + "ORDER BY c.active_at DESC, c.id DESC",
        Listings::listing,
        userId,
        after == null ? null : after.activeAt().toEpochMilli(),
        after == null ? null : after.conversationId(),
        limit);
  }

  static @Nullable Listing one(Database database, String userId, String conversationId)
      throws SQLException {
    return database.first(
        COLUMNS
            + "FROM conversations c JOIN participants p ON p.conversation = c.key "
            + LAST_MESSAGE
            + "WHERE c.id = ? AND p.user = ?",
        Listings::listing,
        conversationId,
        userId);
  }

  private static Listing listing(Row row) throws SQLException {
    var conversation = Rows.conversation(row);
    var activeAt = row.time();
    var head = Rows.position(row);
    var mark = Marks.mark(row);
    var settings = new Settings(row.flag(), row.flag(), row.flag());
    var otherUserId = row.textOrNull();
    var request = row.flag();
    var lastMessage = Rows.entryOrNull(row, conversation.id());
    return new Listing(
        conversation, otherUserId, head, lastMessage, activeAt, mark, settings, request);
  }
}
