package dev.parley.sqlite;

import dev.parley.chat.ChatEvent.EntryCommitted;
import dev.parley.chat.Events;
import dev.parley.chat.MessageSearch;
import java.sql.SQLException;

/// Full-text search in a file of its own, which follows the log.
final class SearchIndex implements AutoCloseable {
  private static final int READERS = 2;

  private final SearchWriter writer;
  private final Readers readers;

  private SearchIndex(SearchWriter writer, Readers readers) {
    this.writer = writer;
    this.readers = readers;
  }

  /// Opens the file of a folder whose database is there already, and begins to catch up.
  static SearchIndex open(DataFolder folder, String log) throws SQLException {
    var file = new SearchFile(folder, log);
    var database = file.openForWriting();
    var readers = new Readers(file.path(), READERS, file.attaching());
    return new SearchIndex(new SearchWriter(database), readers);
  }

  /// Listens to what is committed, and passes it on.
  Events before(Events events) {
    return event -> {
      if (event instanceof EntryCommitted committed) {
        writer.note(committed.entry().conversationId());
      }
      events.publish(event);
    };
  }

  MessageSearch search() {
    return new SqliteSearch(readers);
  }

  @Override
  public void close() {
    readers.close();
    writer.close();
  }
}
