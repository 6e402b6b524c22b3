package dev.parley.sqlite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;

/// Copies the database as of one moment, while it is in use.
final class Backup {
  private Backup() {}

  /// Writes the copy as a file of its own. It appears under its name only when it is whole and on
  /// the disk. Throws [UncheckedIOException] when that file exists or can't be written.
  static void write(Path database, Path target) {
    var part = target.resolveSibling(target.getFileName() + ".part");
    try {
      if (Files.exists(target)) {
        throw new FileAlreadyExistsException(target.toString());
      }
      Files.deleteIfExists(part);
      // A connection of its own: writes go on meanwhile.
      try (var source = Database.open(database)) {
        source.update("VACUUM INTO ?", part.toString());
      } catch (SQLException e) {
        throw new IOException("Could not back up to " + target + ": " + e.getMessage(), e);
      }
      try (var file = FileChannel.open(part, StandardOpenOption.WRITE)) {
        file.force(true);
      }
      Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
