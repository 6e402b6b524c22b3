package dev.parley.sqlite;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteJDBCLoader;

/// SQLite's native library, which its driver unpacks into the folder for temporary files and takes
/// away at the end: of a process that is killed it would stay, a megabyte each time. Here it is
/// taken away once it is loaded, which all systems but Windows allow.
public final class NativeLibrary {
  private static final Logger LOG = System.getLogger(NativeLibrary.class.getName());

  /// Where the driver unpacks it, if this is set.
  private static final String PLACE = "org.sqlite.tmpdir";

  private static boolean tried;

  private NativeLibrary() {}

  /// Loads it, if it is not loaded yet: to be called before the driver does. Where that fails the
  /// driver tries by itself, and says why it can't.
  public static synchronized void load() {
    if (tried) {
      return;
    }
    tried = true;
    var set = System.getProperty(PLACE);
    var parent = Path.of(set == null ? System.getProperty("java.io.tmpdir") : set);
    try {
      var folder = Files.createTempDirectory(parent, "parley-sqlite");
      folder.toFile().deleteOnExit();
      System.setProperty(PLACE, folder.toString());
      SQLiteJDBCLoader.initialize();
      remove(folder);
    } catch (Exception e) {
      LOG.log(Level.DEBUG, "The native library is left to the driver", e);
    } finally {
      restore(set);
    }
  }

  private static void remove(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      for (var file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
  }

  private static void restore(@Nullable String place) {
    if (place == null) {
      System.clearProperty(PLACE);
    } else {
      System.setProperty(PLACE, place);
    }
  }
}
