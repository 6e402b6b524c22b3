package dev.parley.server;

import dev.parley.migrate.Migration;
import dev.parley.migrate.UnmovableStore;
import dev.parley.mongo.UnusableDatabase;
import dev.parley.sqlite.UnusableDataFolder;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// `parley migrate`: everything of a data folder into MongoDB, or back. It says what it does while
/// it does it.
final class MigrateProgram {
  static final String HELP =
      """
      Usage: parley migrate --from sqlite --to mongodb [--data DIR]
             parley migrate --from mongodb --to sqlite [--data NEWDIR]

      Copies everything into an empty database or folder, and compares both sides in the end. The
      database is the one of PARLEY_MONGODB_URI. No server may run meanwhile. A run that was cut
      short is run again and goes on. The exit code is 1 unless both sides hold the same.\
      """;

  private static final String SQLITE = "sqlite";
  private static final String MONGODB = "mongodb";

  private MigrateProgram() {}

  /// Throws [StartFailure] when it is refused, fails, or the sides differ.
  ///
  /// @param folder null for the default
  /// @param uri empty where none is set
  static void run(@Nullable String folder, String uri, Consumer<String> say, String... args) {
    var flags = Flags.parse(List.of("--from", "--to", "--data"), args);
    var usual = folder == null || folder.isEmpty() ? "./data" : folder;
    var data = Path.of(flags.getOrDefault("--data", usual));
    var way =
        List.of(
            Objects.requireNonNullElse(flags.get("--from"), ""),
            Objects.requireNonNullElse(flags.get("--to"), ""));
    var there = List.of(SQLITE, MONGODB).equals(way);
    if (!there && !List.of(MONGODB, SQLITE).equals(way)) {
      throw new StartFailure(
          "From where to where? --from sqlite --to mongodb, or --from mongodb --to sqlite.");
    }
    if (uri.isEmpty()) {
      throw new StartFailure("Which database? Set PARLEY_MONGODB_URI.");
    }
    if (!move(there, data, uri, say)) {
      throw new StartFailure("The migration failed: the two sides are not the same.");
    }
  }

  private static boolean move(boolean there, Path data, String uri, Consumer<String> say) {
    try {
      return there ? Migration.toMongo(data, uri, say) : Migration.toSqlite(uri, data, say);
    } catch (UnmovableStore | UnusableDataFolder | UnusableDatabase e) {
      throw new StartFailure(String.valueOf(e.getMessage()));
    }
  }
}
