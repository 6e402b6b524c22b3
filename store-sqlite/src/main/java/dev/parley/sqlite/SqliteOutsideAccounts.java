package dev.parley.sqlite;

import dev.parley.chat.OutsideAccountStore;
import dev.parley.chat.User;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/// Outside accounts in SQLite.
final class SqliteOutsideAccounts implements OutsideAccountStore {
  private static final String USER =
      "SELECT user FROM outside_accounts WHERE issuer = ? AND subject = ?";

  private final Writer writer;
  private final Readers readers;

  SqliteOutsideAccounts(Writer writer, Readers readers) {
    this.writer = writer;
    this.readers = readers;
  }

  @Override
  public @Nullable String userOf(Key key) {
    return readers.read(database -> userOf(database, key));
  }

  private static @Nullable String userOf(Database database, Key key) throws SQLException {
    return database.first(USER, Row::text, key.issuer(), key.subject());
  }

  @Override
  public boolean link(Key key, String userId) {
    return writer.write(transaction -> {
      var database = transaction.database();
      var user = userOf(database, key);
      if (user == null) {
        insert(database, key, userId);
      }
      return user == null || user.equals(userId);
    });
  }

  @Override
  public void unlinkAll(String userId) {
    writer.write(transaction ->
        transaction.database().update("DELETE FROM outside_accounts WHERE user = ?", userId));
  }

  @Override
  public boolean add(Key key, User user) {
    return writer.write(transaction -> {
      var database = transaction.database();
      if (userOf(database, key) != null) {
        return false;
      }
      SqliteUsers.refuseTaken(database, user);
      SqliteUsers.insert(database, user, "");
      insert(database, key, user.id());
      return true;
    });
  }

  private static void insert(Database database, Key key, String userId) throws SQLException {
    database.update(
        "INSERT INTO outside_accounts (issuer, subject, user) VALUES (?, ?, ?)",
        key.issuer(),
        key.subject(),
        userId);
  }
}
