package dev.parley.sqlite;

import dev.parley.chat.Edit;
import dev.parley.chat.Entry;
import dev.parley.chat.Message;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;

/// What messages said before they were edited, written in the transaction of the edit.
final class Edits {
  private Edits() {}

  /// Keeps what an edit takes away; forgets everything when a message is deleted.
  static void changed(Database database, Entry before, Entry after) throws SQLException {
    var editedAt = after.editedAt();
    if (after.isDeleted()) {
      database.update("DELETE FROM edits WHERE entry = ?", after.id());
    } else if (editedAt != null
        && before.body() instanceof Message old
        && after.body() instanceof Message now
        && !(editedAt.equals(before.editedAt()) && Objects.equals(old.text(), now.text()))) {
      database.update(
          "INSERT INTO edits (entry, rev, text, edited_at) VALUES (?, ?, ?, ?)",
          after.id(),
          after.rev(),
          old.text(),
          editedAt.toEpochMilli());
    }
  }

  static List<Edit> of(Database database, String id) throws SQLException {
    return database.list(
        "SELECT text, edited_at FROM edits WHERE entry = ? ORDER BY rev",
        row -> new Edit(row.textOrNull(), row.time()),
        id);
  }
}
