package dev.parley.sqlite;

import dev.parley.chat.Entry;
import dev.parley.chat.Message;
import java.sql.SQLException;
import java.util.List;

/// Who is named by which message, beside the log and in the same transaction, so that a count of
/// unread mentions is a walk along an index. Nobody is told of naming themselves.
final class Named {
  private Named() {}

  /// @param conversation its key
  static void added(Database database, long conversation, Entry entry) throws SQLException {
    for (var userId : of(entry)) {
      database.update(
          "INSERT INTO mentions (user, conversation, seq) VALUES (?, ?, ?)",
          userId,
          conversation,
          entry.seq());
    }
  }

  static void changed(Database database, long conversation, Entry before, Entry after)
      throws SQLException {
    if (of(before).equals(of(after))) {
      return;
    }
    for (var userId : of(before)) {
      database.update(
          "DELETE FROM mentions WHERE user = ? AND conversation = ? AND seq = ?",
          userId,
          conversation,
          before.seq());
    }
    added(database, conversation, after);
  }

  private static List<String> of(Entry entry) {
    return entry.body() instanceof Message message
        ? message.mentions().stream().filter(id -> !id.equals(entry.senderId())).distinct().toList()
        : List.of();
  }
}
