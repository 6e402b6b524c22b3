package dev.parley.sqlite;

import dev.parley.chat.Session;
import dev.parley.chat.SessionStore;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Sessions in SQLite.
final class SqliteSessions implements SessionStore {
  private static final String SESSION =
      "SELECT id, user, device, address, created_at, last_used_at, expires_at,"
          + " refresh_hash, previous_hash, rotated_at FROM sessions ";

  private final Writer writer;
  private final Readers readers;

  SqliteSessions(Writer writer, Readers readers) {
    this.writer = writer;
    this.readers = readers;
  }

  @Override
  public void add(Session session, String refreshHash) {
    writer.write(transaction ->
        transaction
            .database()
            .update(
                """
                INSERT INTO sessions (id, user, device, address, created_at, last_used_at,
                  expires_at, refresh_hash, rotated_at)
                VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?5)
                """,
                session.id(),
                session.userId(),
                session.device(),
                session.address(),
                session.createdAt().toEpochMilli(),
                session.lastUsedAt().toEpochMilli(),
                session.expiresAt().toEpochMilli(),
                refreshHash));
  }

  @Override
  public @Nullable Stored session(String id) {
    return readers.read(database ->
        database.first(
            SESSION + "WHERE id = ?",
            row -> new Stored(session(row), row.text(), row.textOrNull(), row.time()),
            id));
  }

  @Override
  public boolean rotate(
      String id, String expectedHash, String nextHash, Instant now, Instant expiresAt) {
    return changes(
        """
        UPDATE sessions SET previous_hash = refresh_hash, refresh_hash = ?1, rotated_at = ?2,
          last_used_at = ?2, expires_at = ?3 WHERE id = ?4 AND refresh_hash = ?5
        """,
        nextHash,
        now.toEpochMilli(),
        expiresAt.toEpochMilli(),
        id,
        expectedHash);
  }

  @Override
  public boolean remove(String id) {
    return changes("DELETE FROM sessions WHERE id = ?", id);
  }

  @Override
  public List<Session> ofUser(String userId) {
    return readers.read(database ->
        database.list(
            SESSION + "WHERE user = ? ORDER BY created_at DESC, id DESC",
            SqliteSessions::session,
            userId));
  }

  @Override
  public void removeExpired(Instant now) {
    changes("DELETE FROM sessions WHERE expires_at <= ?", now.toEpochMilli());
  }

  private boolean changes(String sql, Object... values) {
    return writer.write(transaction -> transaction.database().update(sql, values) > 0);
  }

  private static Session session(Row row) throws SQLException {
    return new Session(
        row.text(), row.text(), row.text(), row.text(), row.time(), row.time(), row.time());
  }
}
