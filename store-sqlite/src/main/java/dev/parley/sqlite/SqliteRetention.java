package dev.parley.sqlite;

import dev.parley.chat.RetentionStore;
import java.util.List;

/// Retention in SQLite.
final class SqliteRetention implements RetentionStore {
  private final Writer writer;
  private final Readers readers;

  SqliteRetention(Writer writer, Readers readers) {
    this.writer = writer;
    this.readers = readers;
  }

  @Override
  public List<Kept> page(boolean all, String afterId, int limit) {
    return readers.read(database ->
        database.list(
            "SELECT id, coalesce(retention, 0), swept FROM conversations WHERE id > ?"
                + (all ? "" : " AND retention IS NOT NULL")
                + " ORDER BY id LIMIT ?",
            row -> new Kept(row.text(), (int) row.number(), row.number()),
            afterId,
            limit));
  }

  @Override
  public void swept(String conversationId, long seq) {
    writer.write(transaction ->
        transaction
            .database()
            .update(
                "UPDATE conversations SET swept = max(swept, ?) WHERE id = ?",
                seq,
                conversationId));
  }
}
