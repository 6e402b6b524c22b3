package dev.parley.sqlite;

import dev.parley.chat.PushStore;
import dev.parley.chat.PushSubscription;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Subscriptions to pushes in SQLite.
final class SqlitePushes implements PushStore {
  private static final String COLUMNS =
      "s.id, s.user, s.session, s.endpoint, s.p256dh, s.auth, s.created_at";

  private final Writer writer;
  private final Readers readers;

  SqlitePushes(Writer writer, Readers readers) {
    this.writer = writer;
    this.readers = readers;
  }

  @Override
  public void put(PushSubscription subscription, int most) {
    writer.write(transaction -> {
      var database = transaction.database();
      database.update(
          """
          INSERT OR REPLACE INTO push_subscriptions
            (id, user, session, endpoint, p256dh, auth, created_at)
          VALUES (?, ?, ?, ?, ?, ?, ?)
          """,
          subscription.id(),
          subscription.userId(),
          subscription.sessionId(),
          subscription.endpoint(),
          subscription.p256dh(),
          subscription.auth(),
          subscription.createdAt().toEpochMilli());
      return database.update(
          """
          DELETE FROM push_subscriptions WHERE user = ?1 AND id NOT IN (
            SELECT id FROM push_subscriptions WHERE user = ?1
            ORDER BY created_at DESC, id DESC LIMIT ?2)
          """,
          subscription.userId(),
          most);
    });
  }

  @Override
  public void remove(String userId, String id) {
    writer.write(transaction ->
        transaction
            .database()
            .update("DELETE FROM push_subscriptions WHERE id = ? AND user = ?", id, userId));
  }

  @Override
  public List<PushSubscription> of(String userId) {
    return readers.read(database ->
        database.list(
            "SELECT "
                + COLUMNS
                + " FROM push_subscriptions s WHERE user = ? ORDER BY created_at DESC, id DESC",
            SqlitePushes::subscription,
            userId));
  }

  @Override
  public List<Reader> readersBefore(String conversationId, long seq) {
    return readers.read(database ->
        database.list(
            "SELECT "
                + COLUMNS
                + """
                , p.read_seq, p.muted FROM conversations c
                JOIN participants p ON p.conversation = c.key
                JOIN push_subscriptions s ON s.user = p.user
                WHERE c.id = ? AND p.read_seq < ?
                """,
            row -> new Reader(subscription(row), row.number(), row.flag()),
            conversationId,
            seq));
  }

  @Override
  public @Nullable String key(@Nullable String made) {
    if (made != null) {
      writer.write(transaction ->
          transaction
              .database()
              .update("INSERT OR IGNORE INTO push_keys (id, key) VALUES ('vapid', ?)", made));
    }
    return readers.read(
        database -> database.first("SELECT key FROM push_keys WHERE id = 'vapid'", Row::text));
  }

  private static PushSubscription subscription(Row row) throws SQLException {
    return new PushSubscription(
        row.text(), row.text(), row.textOrNull(), row.text(), row.text(), row.text(), row.time());
  }
}
