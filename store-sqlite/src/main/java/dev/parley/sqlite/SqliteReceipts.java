package dev.parley.sqlite;

import dev.parley.chat.ReceiptStore;
import java.util.Collection;
import java.util.List;

/// Delivered and read marks in SQLite, in the rows of their participants.
final class SqliteReceipts implements ReceiptStore {
  private final Writer writer;
  private final Readers readers;

  SqliteReceipts(Writer writer, Readers readers) {
    this.writer = writer;
    this.readers = readers;
  }

  @Override
  public List<Mark> marks(String conversationId) {
    return readers.read(database ->
        database.list(
            """
            SELECT user, joined_seq, read_seq, read_at, max(delivered_seq, read_seq)
            FROM participants WHERE conversation = (SELECT key FROM conversations WHERE id = ?)
            ORDER BY standing
            """,
            row -> new Mark(row.text(), row.number(), row.number(), row.timeOrNull(), row.number()),
            conversationId));
  }

  @Override
  public void delivered(Collection<Delivered> marks) {
    writer.write(transaction -> {
      for (var mark : marks) {
        transaction
            .database()
            .update(
                """
                UPDATE participants AS p SET delivered_seq = max(delivered_seq, min(?1, c.seq))
                FROM conversations c
                WHERE c.id = ?2 AND p.conversation = c.key AND p.user = ?3
                """,
                mark.seq(),
                mark.conversationId(),
                mark.userId());
      }
      return null;
    });
  }
}
