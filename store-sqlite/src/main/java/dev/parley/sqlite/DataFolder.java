package dev.parley.sqlite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The folder with the files, held by one server at a time: by a lock on `parley.lock`, which the
/// system lets go of however the process ends.
public final class DataFolder implements AutoCloseable {
  /// Folders held by this process. Asking the system again would lose the lock: closing any channel
  /// on a file gives up all locks the process has on it.
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  private final Path path;
  private final FileChannel lock;

  private DataFolder(Path path, FileChannel lock) {
    this.path = path;
    this.lock = lock;
  }

  /// Makes the folder if need be, for its owner alone, and locks it. Throws [UnusableDataFolder].
  public static DataFolder open(Path folder) {
    try {
      var path = create(folder.toAbsolutePath()).toRealPath();
      if (!HELD.add(path)) {
        throw inUse(path);
      }
      try {
        return new DataFolder(path, lock(path));
      } catch (IOException | RuntimeException e) {
        HELD.remove(path);
        throw e;
      }
    } catch (IOException e) {
      throw new UnusableDataFolder(
          "The data folder " + folder.toAbsolutePath() + " cannot be written (" + e + ").", e);
    }
  }

  private static Path create(Path folder) throws IOException {
    if (Files.isDirectory(folder)) {
      return folder;
    }
    if (!FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
      return Files.createDirectories(folder);
    }
    var ownerOnly = PosixFilePermissions.fromString("rwx------");
    return Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(ownerOnly));
  }

  private static FileChannel lock(Path path) throws IOException {
    var channel =
        FileChannel.open(
            path.resolve("parley.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (channel.tryLock() == null) {
      channel.close();
      throw inUse(path);
    }
    return channel;
  }

  /// Whether somebody holds it at this moment; leaves no trace.
  static boolean isHeld(Path folder) throws IOException {
    var file = folder.resolve("parley.lock");
    if (!Files.exists(file)) {
      return false;
    }
    if (HELD.contains(folder.toRealPath())) {
      return true;
    }
    try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      return channel.tryLock() == null;
    }
  }

  private static UnusableDataFolder inUse(Path path) {
    return new UnusableDataFolder(
        "The data folder " + path + " is in use by another Parley that is running.");
  }

  Path file(String name) {
    return path.resolve(name);
  }

  @Override
  public void close() {
    try {
      lock.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      HELD.remove(path);
    }
  }
}
