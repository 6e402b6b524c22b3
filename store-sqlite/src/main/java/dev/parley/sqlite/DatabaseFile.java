package dev.parley.sqlite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Consumer;

/// The database as a file: what may be done with it beside a server, whether one runs or not. All
/// of it throws [UnusableDataFolder] when the file can't be read.
public final class DatabaseFile {
  public static final String NAME = "parley.db";

  private static final int PAGE = 1_000;
  private static final int MOST_DEFECTS = 10;

  /// What a database holds.
  ///
  /// @param schema how many migrations it has had
  /// @param entries messages and notices of all logs
  public record Figures(int schema, long users, long conversations, long entries) {}

  private interface Asking<T> {
    T of(Database database) throws SQLException;
  }

  private DatabaseFile() {}

  /// The newest schema that this version knows.
  public static int newestSchema() {
    return Migrations.newest();
  }

  /// Writes everything as of one moment into a new file; writes of a running server go on
  /// meanwhile. Throws [java.io.UncheckedIOException] when the file exists or can't be written.
  public static void copy(Path folder, Path target) {
    var file = folder.resolve(NAME);
    if (!Files.isRegularFile(file)) {
      throw new UnusableDataFolder("There is no Parley data in " + folder.toAbsolutePath() + ".");
    }
    Backup.write(file, target);
  }

  public static Figures figures(Path file) {
    return ask(
        file,
        database ->
            new Figures(
                Migrations.version(database),
                database.number("SELECT count(*) FROM users"),
                database.number("SELECT count(*) FROM conversations"),
                database.number("SELECT count(*) FROM entries")));
  }

  public static int schema(Path file) {
    return ask(file, Migrations::version);
  }

  /// What is wrong with its pages, and with the logs: empty when they are whole.
  public static List<String> defects(Path file) {
    return ask(
        file,
        database -> {
          var found = database.list("PRAGMA quick_check(" + MOST_DEFECTS + ")", Row::text);
          return found.equals(List.of("ok")) ? gaps(database) : found;
        });
  }

  /// Conversations whose `seq` is not gapless, or whose head is not the log's.
  private static List<String> gaps(Database database) throws SQLException {
    return database.list(
        """
        SELECT 'the log of conversation ' || c.id || ' has a gap' FROM conversations c
        LEFT JOIN (SELECT conversation, count(*) AS entries, max(seq) AS last
          FROM entries GROUP BY conversation) e ON e.conversation = c.key
        WHERE coalesce(e.entries, 0) <> c.seq OR coalesce(e.last, 0) <> c.seq LIMIT ?
        """,
        Row::text,
        MOST_DEFECTS);
  }

  /// The keys of all contents that uploads name; one may come twice.
  public static void eachContent(Path file, Consumer<String> key) {
    var _ =
        ask(
            file,
            database -> {
              if (database.number("SELECT count(*) FROM sqlite_schema WHERE name = 'uploads'")
                  > 0) {
                each(database, "content", key);
                each(database, "thumbnail", key);
              }
              return true;
            });
  }

  private static void each(Database database, String column, Consumer<String> key)
      throws SQLException {
    var sql =
        "SELECT DISTINCT %1$s FROM uploads WHERE %1$s IS NOT NULL AND %1$s > ? ORDER BY %1$s LIMIT ?"
            .formatted(column);
    var page = database.list(sql, Row::text, "", PAGE);
    while (!page.isEmpty()) {
      page.forEach(key);
      page = database.list(sql, Row::text, page.getLast(), PAGE);
    }
  }

  /// Whether a server holds the folder at this moment.
  public static boolean isInUse(Path folder) throws IOException {
    return DataFolder.isHeld(folder);
  }

  private static <T> T ask(Path file, Asking<T> asking) {
    if (!Files.isRegularFile(file)) {
      throw new UnusableDataFolder("There is no database " + file + ".");
    }
    try (var database = Database.open(file)) {
      return asking.of(database);
    } catch (SQLException e) {
      throw new UnusableDataFolder("The database " + file + " can't be read: " + e.getMessage(), e);
    }
  }
}
