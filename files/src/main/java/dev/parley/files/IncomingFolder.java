package dev.parley.files;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/// A folder for files on their way in.
final class IncomingFolder {
  private IncomingFolder() {}

  /// Makes it if need be, and removes what was on its way when the process before this one ended.
  static Path open(Path folder) {
    try {
      create(folder);
      try (var left = Files.newDirectoryStream(folder)) {
        for (var file : left) {
          Files.deleteIfExists(file);
        }
      }
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// For its owner alone.
  static void create(Path folder) throws IOException {
    if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
      var ownerOnly = PosixFilePermissions.fromString("rwx------");
      Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(ownerOnly));
    } else {
      Files.createDirectories(folder);
    }
  }
}
