package dev.parley.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// A new folder that appears under its name only when it is whole and on the disk. Until then it
/// lies beside it as `.NAME.part`, for its owner alone; the next one of that name removes what a
/// killed process left.
final class PartFolder implements AutoCloseable {
  private static final int CHUNK = 1 << 16;

  private final Path target;
  private final Path part;
  private final FileChannel lock;

  private PartFolder(Path target, Path part, FileChannel lock) {
    this.target = target;
    this.part = part;
    this.lock = lock;
  }

  /// Throws [StartFailure] when the target is there and not an empty folder.
  static PartFolder beside(Path folder) throws IOException {
    var target = folder.toAbsolutePath().normalize();
    var parent = target.getParent();
    var name = target.getFileName();
    if (parent == null || name == null) {
      throw new StartFailure(folder + " is no place for a new folder.");
    }
    refuseFilled(target);
    Files.createDirectories(parent);
    var lock =
        FileChannel.open(
            parent.resolve("." + name + ".lock"),
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.DELETE_ON_CLOSE);
    try {
      if (lock.tryLock() == null) {
        throw new StartFailure("Somebody else is making " + target + ".");
      }
      var part = parent.resolve("." + name + ".part");
      remove(part);
      createPrivate(part);
      return new PartFolder(target, part, lock);
    } catch (IOException | RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  private static void refuseFilled(Path target) throws IOException {
    if (!Files.exists(target)) {
      return;
    }
    if (!Files.isDirectory(target)) {
      throw new StartFailure(target + " is there already.");
    }
    try (var entries = Files.newDirectoryStream(target)) {
      if (entries.iterator().hasNext()) {
        throw new StartFailure(target + " is there already and not empty.");
      }
    }
  }

  private static void createPrivate(Path folder) throws IOException {
    Files.createDirectories(folder);
    permit(folder, "rwx------");
  }

  private static void permit(Path path, String permissions) throws IOException {
    if (path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
    }
  }

  Path file(String path) {
    return part.resolve(path);
  }

  /// Writes a file, and answers the SHA-256 of it in hexadecimal.
  String write(String path, InputStream content) throws IOException {
    var file = file(path);
    var folder = file.getParent();
    if (folder != null) {
      createPrivate(folder);
    }
    var digest = sha256();
    try (var channel =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      permit(file, "rw-------");
      var chunk = new byte[CHUNK];
      for (int read = content.read(chunk); read >= 0; read = content.read(chunk)) {
        digest.update(chunk, 0, read);
        var bytes = ByteBuffer.wrap(chunk, 0, read);
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
      }
      channel.force(true);
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  /// The SHA-256 of a file that is in it already.
  String sha256(String path) throws IOException {
    var digest = sha256();
    try (var content = Files.newInputStream(file(path))) {
      var chunk = new byte[CHUNK];
      for (int read = content.read(chunk); read >= 0; read = content.read(chunk)) {
        digest.update(chunk, 0, read);
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has SHA-256", e);
    }
  }

  /// Gives it its name.
  void complete() throws IOException {
    try (var all = Files.walk(part)) {
      for (var path : (Iterable<Path>) all::iterator) {
        if (Files.isDirectory(path)) {
          sync(path);
        }
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
    var parent = target.getParent();
    if (parent != null) {
      sync(parent);
    }
  }

  /// What a folder holds is on the disk only once the folder is.
  private static void sync(Path folder) throws IOException {
    try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  private static void remove(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failed)
              throws IOException {
            Files.delete(visited);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  /// Removes it, unless it was completed.
  @Override
  public void close() throws IOException {
    try (lock) {
      remove(part);
    }
  }
}
