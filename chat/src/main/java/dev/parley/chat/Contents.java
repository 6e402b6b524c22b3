package dev.parley.chat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;

/// Uploads together with their contents: a content is kept before its upload is known and removed
/// after the last that has it, so an upload that is known has its content whenever the process
/// ends.
final class Contents {
  private static final int SWEPT_AT_ONCE = 500;

  private final UploadStore store;
  private final FileStore files;

  /// Contents are shared, so none may be removed while somebody adds it once more. Adding goes on
  /// side by side.
  private final ReadWriteLock lock = new ReentrantReadWriteLock();

  Contents(UploadStore store, FileStore files) {
    this.store = store;
    this.files = files;
  }

  /// Durable on return. False, and nothing kept, when the quota does not allow it.
  boolean add(Upload upload, Path file, @Nullable Path thumbnail, long quota) throws IOException {
    lock.readLock().lock();
    try {
      files.keep(upload.key(), file, upload.contentType());
      var picture = upload.picture();
      if (picture != null && thumbnail != null) {
        files.keep(picture.thumbnail().key(), thumbnail, picture.thumbnail().contentType());
      }
      if (store.add(upload, quota)) {
        return true;
      }
    } finally {
      lock.readLock().unlock();
    }
    removeUnheld(keys(upload));
    return false;
  }

  /// Removes an upload that nothing names, and its content with the last upload that has it.
  void removeUnused(Upload upload, Instant before) throws IOException {
    if (store.removeUnused(upload.id(), before)) {
      removeUnheld(keys(upload));
    }
  }

  /// Removes contents from before that which no upload has: what a crash left behind.
  void sweep(Instant before) throws IOException {
    var some = new ArrayList<String>();
    files.eachKey(
        before,
        key -> {
          some.add(key);
          if (some.size() == SWEPT_AT_ONCE) {
            sweep(some);
          }
        });
    sweep(some);
  }

  private void sweep(List<String> keys) {
    try {
      removeUnheld(keys);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    keys.clear();
  }

  private static List<String> keys(Upload upload) {
    var picture = upload.picture();
    return picture == null
        ? List.of(upload.key())
        : List.of(upload.key(), picture.thumbnail().key());
  }

  private void removeUnheld(List<String> keys) throws IOException {
    lock.writeLock().lock();
    try {
      var held = store.held(keys);
      for (var key : keys) {
        if (!held.contains(key)) {
          files.remove(key);
        }
      }
    } finally {
      lock.writeLock().unlock();
    }
  }
}
