package dev.parley.sqlite;

import dev.parley.chat.OneTimeTokenStore;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Tokens of mailed links in SQLite.
final class SqliteOneTimeTokens implements OneTimeTokenStore {
  private final Writer writer;
  private final Readers readers;

  SqliteOneTimeTokens(Writer writer, Readers readers) {
    this.writer = writer;
    this.readers = readers;
  }

  @Override
  public void add(String hash, Grant grant) {
    change(
        """
        INSERT INTO one_time_tokens (hash, purpose, user, detail, expires_at) VALUES (?, ?, ?, ?, ?)
        """,
        hash,
        grant.purpose().name(),
        grant.userId(),
        grant.detail(),
        grant.expiresAt().toEpochMilli());
  }

  @Override
  public @Nullable Grant take(String hash, Purpose purpose, Instant now) {
    return writer.write(transaction -> {
      var database = transaction.database();
      var grant = grant(database, hash, purpose, now);
      if (grant != null) {
        database.update("DELETE FROM one_time_tokens WHERE hash = ?", hash);
      }
      return grant;
    });
  }

  @Override
  public @Nullable Grant peek(String hash, Purpose purpose, Instant now) {
    return readers.read(database -> grant(database, hash, purpose, now));
  }

  private static @Nullable Grant grant(Database database, String hash, Purpose purpose, Instant now)
      throws SQLException {
    return database.first(
        """
        SELECT purpose, user, detail, expires_at FROM one_time_tokens
        WHERE hash = ? AND purpose = ? AND expires_at > ?
        """,
        SqliteOneTimeTokens::grant,
        hash,
        purpose.name(),
        now.toEpochMilli());
  }

  private static Grant grant(Row row) throws SQLException {
    return new Grant(row.word(Purpose.class), row.text(), row.text(), row.time());
  }

  @Override
  public void removeOfUser(String userId) {
    change("DELETE FROM one_time_tokens WHERE user = ?", userId);
  }

  @Override
  public void removeExpired(Instant now) {
    change("DELETE FROM one_time_tokens WHERE expires_at <= ?", now.toEpochMilli());
  }

  private void change(String sql, Object... values) {
    writer.write(transaction -> transaction.database().update(sql, values));
  }
}
