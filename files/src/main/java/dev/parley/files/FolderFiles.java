package dev.parley.files;

import dev.parley.chat.FileStore;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Contents in a folder, each in a file named after its SHA-256: `ab/cd/abcd…`. So the same content
/// is there once. A file appears under its name only when it is whole and on the disk.
public final class FolderFiles implements FileStore {
  private static final Pattern NAME = Pattern.compile("[0-9a-f]{64}");

  private final Path folder;
  private final Path incoming;

  /// Makes the folder if need be, for its owner alone, and removes what was on its way in when the
  /// process before this one ended.
  public FolderFiles(Path folder) {
    this.folder = folder;
    this.incoming = IncomingFolder.open(folder.resolve("incoming"));
  }

  @Override
  public Path incoming() {
    return incoming;
  }

  @Override
  public String key(String name, String sha256) {
    return sha256;
  }

  private Path folders(String key) {
    return folder.resolve(key.substring(0, 2)).resolve(key.substring(2, 4));
  }

  private Path file(String key) {
    if (!NAME.matcher(key).matches()) {
      throw new IllegalArgumentException("No key of a content: " + key);
    }
    return folders(key).resolve(key);
  }

  @Override
  public void keep(String key, Path content, String contentType) throws IOException {
    var file = file(key);
    if (Files.exists(file)) {
      // Kept again it is as new: nobody sweeps it before its upload is known.
      Files.setLastModifiedTime(file, Files.getLastModifiedTime(content));
      return;
    }
    var folders = folders(key);
    IncomingFolder.create(folders);
    sync(content);
    Files.move(content, file, StandardCopyOption.ATOMIC_MOVE);
    sync(folders);
    sync(folder.resolve(key.substring(0, 2)));
    sync(folder);
  }

  /// What a folder holds is on the disk only once the folder is.
  private static void sync(Path path) throws IOException {
    try (var channel = FileChannel.open(path, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  @Override
  public @Nullable Source source(String key, String contentType, String disposition) {
    var file = file(key);
    return Files.exists(file) ? new Source.Local(file) : null;
  }

  @Override
  public void remove(String key) throws IOException {
    Files.deleteIfExists(file(key));
  }

  @Override
  public void eachKey(Instant before, Consumer<String> key) throws IOException {
    try (var files = Files.walk(folder, 3)) {
      for (var file : (Iterable<Path>) files::iterator) {
        var name = file.getFileName().toString();
        if (NAME.matcher(name).matches()
            && Files.getLastModifiedTime(file).toInstant().isBefore(before)) {
          key.accept(name);
        }
      }
    }
  }

  @Override
  public @Nullable URI directAddress(String id, Duration good) {
    return null;
  }

  @Override
  public @Nullable InputStream arrived(String id) {
    return null;
  }

  @Override
  public void removeArrived(String id) {}
}
