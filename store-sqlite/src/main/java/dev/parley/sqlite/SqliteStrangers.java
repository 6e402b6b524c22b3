package dev.parley.sqlite;

import dev.parley.chat.StrangerStore;
import dev.parley.chat.Strangers;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/// Users' choices about strangers in SQLite.
final class SqliteStrangers implements StrangerStore {
  private final Writer writer;
  private final Readers readers;

  SqliteStrangers(Writer writer, Readers readers) {
    this.writer = writer;
    this.readers = readers;
  }

  @Override
  public Map<String, Strangers> choices(Collection<String> userIds) {
    return readers.read(database -> {
      var found = new HashMap<String, Strangers>();
      for (var id : userIds) {
        var choice =
            database.first(
                "SELECT choice FROM strangers WHERE user = ?",
                row -> row.word(Strangers.class),
                id);
        if (choice != null) {
          found.put(id, choice);
        }
      }
      return found;
    });
  }

  @Override
  public void choose(String userId, Strangers choice) {
    writer.write(transaction ->
        transaction
            .database()
            .update("INSERT OR REPLACE INTO strangers VALUES (?, ?)", userId, choice.name()));
  }
}
