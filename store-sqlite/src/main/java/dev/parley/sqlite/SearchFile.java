package dev.parley.sqlite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;

/// `search.db`, beside the database that it is made of and attached to it, so that one query sees
/// both. The tables of the two have different names.
final class SearchFile {
  /// Raised whenever the tables, or how texts are cut into words, change.
  private static final int VERSION = 1;

  private final Path file;
  private final Path log;

  SearchFile(DataFolder folder, String log) {
    this.file = folder.file("search.db");
    this.log = folder.file(log);
  }

  Path path() {
    return file;
  }

  /// What connects a connection of this file with the log.
  String attaching() {
    return "ATTACH DATABASE '" + log.toString().replace("'", "''") + "' AS log;";
  }

  /// Opens it for writing; makes it anew when it is of no use.
  Database openForWriting() throws SQLException {
    try {
      var database = open();
      if (isUsable(database)) {
        return database;
      }
      database.close();
    } catch (SQLException e) {
      System.getLogger(SearchFile.class.getName())
          .log(System.Logger.Level.WARNING, "search.db is damaged and is made anew", e);
    }
    return create();
  }

  private Database open() throws SQLException {
    var database = Database.open(file);
    try {
      // Losing the last commits in a crash is as if they had not been made yet.
      database.script("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; " + attaching());
      return database;
    } catch (SQLException e) {
      database.close();
      throw e;
    }
  }

  /// Of this version, and not ahead of the log, as it would be beside a log from a backup.
  private static boolean isUsable(Database database) throws SQLException {
    return database.number("PRAGMA main.user_version") == VERSION
        && database.number(
                """
                SELECT EXISTS (SELECT 1 FROM cursors s LEFT JOIN conversations c
                  ON c.key = s.conversation WHERE c.key IS NULL OR c.rev < s.rev)
                """)
            == 0;
  }

  private Database create() throws SQLException {
    try (var schema = SearchFile.class.getResourceAsStream("search.sql")) {
      if (schema == null) {
        throw new IllegalStateException("No resource search.sql");
      }
      for (var ending : new String[] {"", "-wal", "-shm"}) {
        Files.deleteIfExists(file.resolveSibling(file.getFileName() + ending));
      }
      var database = open();
      var sql = new String(schema.readAllBytes(), StandardCharsets.UTF_8);
      database.script("BEGIN; " + sql + "; PRAGMA main.user_version = " + VERSION + "; COMMIT");
      return database;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
