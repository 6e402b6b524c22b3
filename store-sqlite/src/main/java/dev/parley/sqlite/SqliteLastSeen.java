package dev.parley.sqlite;

import dev.parley.chat.LastSeenStore;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/// When users were last here, in SQLite.
final class SqliteLastSeen implements LastSeenStore {
  private final Writer writer;
  private final Readers readers;

  SqliteLastSeen(Writer writer, Readers readers) {
    this.writer = writer;
    this.readers = readers;
  }

  @Override
  public void seen(Collection<String> userIds, Instant at) {
    writer.write(transaction -> {
      for (var userId : userIds) {
        transaction
            .database()
            .update(
                """
                INSERT INTO last_seen (user, at) VALUES (?, ?)
                ON CONFLICT (user) DO UPDATE SET at = max(at, excluded.at)
                """,
                userId,
                at.toEpochMilli());
      }
      return null;
    });
  }

  @Override
  public Map<String, Instant> seen(Collection<String> userIds) {
    return readers.read(database -> {
      var found = new HashMap<String, Instant>();
      for (var userId : userIds) {
        var at = database.first("SELECT at FROM last_seen WHERE user = ?", Row::time, userId);
        if (at != null) {
          found.put(userId, at);
        }
      }
      return found;
    });
  }
}
