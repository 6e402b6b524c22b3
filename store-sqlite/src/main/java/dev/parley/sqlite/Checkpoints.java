package dev.parley.sqlite;

import java.sql.SQLException;

/// Copies SQLite's write-ahead log into the database file, now and then, on the writer's thread.
///
/// Not left to SQLite's automatic checkpoints: those run inside a commit and keep their errors to
/// themselves, also a failed fsync of the database file, after which a second try may seem to
/// succeed without the data being there.
final class Checkpoints {
  /// About 10,000 messages: the more, the more of their pages are the same ones.
  private static final int UPDATES_BETWEEN = 20_000;

  /// From here on readers are waited for (as long as the connection's busy timeout), since with one
  /// always reading the log would never start over.
  private static final int MANY_PAGES = 50_000;

  private final Database database;
  private long done;

  Checkpoints(Database database) {
    this.database = database;
  }

  void committed() throws SQLException {
    if (database.updates() - done < UPDATES_BETWEEN) {
      return;
    }
    done = database.updates();
    try {
      if (pages("PASSIVE") > MANY_PAGES) {
        pages("RESTART");
      }
    } catch (SQLException e) {
      // What can't be copied stays in the log.
      if (!Failures.isPassing(e)) {
        throw e;
      }
    }
  }

  /// Runs a checkpoint and answers how many pages the log holds.
  private long pages(String mode) throws SQLException {
    Long pages =
        database.first(
            "PRAGMA wal_checkpoint(" + mode + ")",
            row -> {
              row.skip(1);
              return row.number();
            });
    return pages == null ? 0 : pages;
  }
}
