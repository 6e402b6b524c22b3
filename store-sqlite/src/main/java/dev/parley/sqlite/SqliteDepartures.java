package dev.parley.sqlite;

import dev.parley.chat.Departure;
import dev.parley.chat.DepartureStore;
import java.sql.SQLException;
import java.util.List;

/// Departures in SQLite.
final class SqliteDepartures implements DepartureStore {
  private final Writer writer;
  private final Readers readers;

  SqliteDepartures(Writer writer, Readers readers) {
    this.writer = writer;
    this.readers = readers;
  }

  /// Removes the account and whatever can bring somebody back into it.
  static void begin(Database database, Departure departure) throws SQLException {
    var user = departure.userId();
    database.update("DELETE FROM users WHERE id = ?", user);
    database.update("DELETE FROM one_time_tokens WHERE user = ?", user);
    database.update("DELETE FROM outside_accounts WHERE user = ?", user);
    database.update("DELETE FROM push_subscriptions WHERE user = ?", user);
    database.update(
        "INSERT OR REPLACE INTO departures (user, erase) VALUES (?, ?)",
        user,
        departure.erase() ? 1 : 0);
  }

  @Override
  public List<Departure> open() {
    return readers.read(database ->
        database.list(
            "SELECT user, erase FROM departures", row -> new Departure(row.text(), row.flag())));
  }

  @Override
  public List<String> messages(String userId, int limit) {
    // Conversation by conversation, since there the index leads to a sender's messages.
    return readers.read(database ->
        database.list(
            """
            SELECT entries.id FROM conversations CROSS JOIN entries
              ON entries.conversation = conversations.key AND entries.sender = ?1
            WHERE entries.kind = 'MESSAGE' AND entries.deleted_at IS NULL
            LIMIT ?2
            """,
            Row::text,
            userId,
            limit));
  }

  @Override
  public void end(String userId) {
    writer.write(transaction ->
        transaction.database().update("DELETE FROM departures WHERE user = ?", userId));
  }
}
