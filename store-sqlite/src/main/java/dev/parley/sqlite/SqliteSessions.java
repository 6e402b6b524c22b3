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
          + " refresh_hash FROM sessions ";

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
                  expires_at, refresh_hash)
                VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
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
        database.first(SESSION + "WHERE id = ?", row -> new Stored(session(row), row.text()), id));
  }

  @Override
  public boolean rotate(
      String id, String expectedHash, String nextHash, Instant now, Instant expiresAt) {
    return writer.write(transaction -> {
      var database = transaction.database();
      var rotated =
          database.update(
                  """
                  UPDATE sessions SET refresh_hash = ?1, last_used_at = ?2, expires_at = ?3
                  WHERE id = ?4 AND refresh_hash = ?5
                  """,
                  nextHash,
                  now.toEpochMilli(),
                  expiresAt.toEpochMilli(),
                  id,
                  expectedHash)
              > 0;
      if (rotated) {
        database.update(
            "DELETE FROM exchanges WHERE session = ? AND at <= ?",
            id,
            now.minus(REMEMBERED).toEpochMilli());
        database.update(
            "INSERT OR REPLACE INTO exchanges (session, hash, at) VALUES (?, ?, ?)",
            id,
            expectedHash,
            now.toEpochMilli());
      }
      return rotated;
    });
  }

  @Override
  public @Nullable Instant exchangedAt(String id, String hash) {
    return readers.read(database ->
        database.first(
            "SELECT at FROM exchanges WHERE session = ? AND hash = ?", Row::time, id, hash));
  }

  @Override
  public boolean remove(String id) {
    return writer.write(transaction -> {
      var database = transaction.database();
      database.update("DELETE FROM exchanges WHERE session = ?", id);
      database.update("DELETE FROM push_subscriptions WHERE session = ?", id);
      return database.update("DELETE FROM sessions WHERE id = ?", id) > 0;
    });
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
    writer.write(transaction -> {
      var database = transaction.database();
      database.update(
          """
          DELETE FROM push_subscriptions
          WHERE session IN (SELECT id FROM sessions WHERE expires_at <= ?)
          """,
          now.toEpochMilli());
      database.update("DELETE FROM sessions WHERE expires_at <= ?", now.toEpochMilli());
      return database.update(
          "DELETE FROM exchanges WHERE at <= ?", now.minus(REMEMBERED).toEpochMilli());
    });
  }

  private static Session session(Row row) throws SQLException {
    return new Session(
        row.text(), row.text(), row.text(), row.text(), row.time(), row.time(), row.time());
  }
}
