package dev.parley.chat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/// Taking files in, giving them to whoever may read them, and letting go of those that nothing
/// names.
public final class Uploads implements UploadAccess {
  /// How long an upload that nothing names is kept.
  static final Duration KEPT = Duration.ofHours(24);

  /// Whoever names what was last used so long ago uses it again, so that it is not collected
  /// between the check and the message.
  private static final Duration FRESH = KEPT.dividedBy(2);

  /// How long a direct address takes a file.
  private static final Duration ADDRESS_GOOD = Duration.ofMinutes(15);

  private static final int COLLECTED_AT_ONCE = 100;

  /// What of an upload is asked for.
  public enum Part {
    WHOLE,
    THUMBNAIL
  }

  /// An upload's content on its way out.
  ///
  /// @param disposition the header that says whether it may be shown, and what it is called
  public record Served(
      Upload upload, String contentType, String disposition, FileStore.Source source) {}

  private final UploadStore store;
  private final FileStore files;
  private final Contents contents;
  private final Pictures pictures;
  private final UploadLimits limits;
  private final InstantSource clock;

  public Uploads(
      UploadStore store,
      FileStore files,
      Pictures pictures,
      UploadLimits limits,
      InstantSource clock) {
    this.store = store;
    this.files = files;
    this.contents = new Contents(store, files);
    this.pictures = pictures;
    this.limits = limits;
    this.clock = clock;
  }

  /// Begins to take a file in. Refused at once when it is too large or the user has no room left.
  ///
  /// @param announced how many bytes are to come, 0 when that is not known
  public Receiving receive(String userId, long announced) {
    if (announced > limits.size()) {
      throw Receiving.tooLarge(limits.size());
    }
    if (store.size(userId) >= limits.quota()) {
      throw quotaExceeded();
    }
    try {
      return new Receiving(files.incoming(), limits.size());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Keeps what was received; durable on return.
  public Upload keep(String userId, Receiving received, String fileName) {
    return keep(Ids.at(clock.instant()), userId, received, fileName);
  }

  /// As the other, under an id that was given out before. The first to come under an id stays.
  public Upload keep(String id, String userId, Receiving received, String fileName) {
    try {
      received.finish();
      var type = received.contentType();
      if (!FileTypes.isAmong(limits.types(), type)) {
        throw new Refused(
            Refusal.UNSUPPORTED_MEDIA_TYPE, "Files of type " + type + " are not allowed here");
      }
      var thumbnail = received.besides(".thumbnail");
      try {
        var seen = FileTypes.isPicture(type) ? pictures.look(received.file(), thumbnail) : null;
        var upload =
            upload(id, userId, received, FileNames.clean(fileName), picture(id, seen, thumbnail));
        if (!contents.add(upload, received.file(), thumbnail, limits.quota())) {
          throw quotaExceeded();
        }
        return stored(id);
      } finally {
        Files.deleteIfExists(thumbnail);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Upload upload(
      String id,
      String userId,
      Receiving received,
      String fileName,
      Upload.@Nullable Picture picture) {
    var type = received.contentType();
    var now = clock.instant();
    return new Upload(
        id,
        userId,
        files.key(id, received.sha256()),
        fileName,
        picture == null && FileTypes.isPicture(type) ? FileTypes.UNKNOWN : type,
        received.size(),
        now,
        now,
        picture);
  }

  private Upload.@Nullable Picture picture(String id, Pictures.@Nullable Seen seen, Path thumbnail)
      throws IOException {
    if (seen == null) {
      return null;
    }
    var key = files.key(id + "-thumbnail", Digests.hex(thumbnail));
    return new Upload.Picture(
        seen.width(), seen.height(), new Upload.Thumbnail(key, seen.thumbnailType()));
  }

  private Upload stored(String id) {
    var upload = store.upload(id);
    if (upload == null) {
      throw notFound();
    }
    return upload;
  }

  /// The content of an upload that this user may read.
  public Served serve(String userId, String id, Part part) {
    var upload = arrived(id);
    if (upload == null || !store.mayRead(userId, id)) {
      throw notFound();
    }
    var picture = upload.picture();
    if (part == Part.WHOLE) {
      return serve(upload, upload.key(), upload.contentType());
    }
    if (picture == null) {
      throw notFound();
    }
    return serve(upload, picture.thumbnail().key(), picture.thumbnail().contentType());
  }

  private Served serve(Upload upload, String key, String contentType) {
    var disposition = FileNames.disposition(FileTypes.mayBeShown(contentType), upload.fileName());
    try {
      var source = files.source(key, contentType, disposition);
      if (source == null) {
        throw notFound();
      }
      return new Served(upload, contentType, disposition, source);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public boolean mayName(String userId, String uploadId) {
    var upload = arrived(uploadId);
    if (upload == null || !store.mayRead(userId, uploadId)) {
      return false;
    }
    var now = clock.instant();
    if (upload.usedAt().isBefore(now.minus(FRESH))) {
      store.use(uploadId, now);
    }
    return true;
  }

  /// Where a client may put a file by itself: null when that goes through this server.
  public @Nullable DirectAddress directAddress(String userId, String fileName) {
    var now = clock.instant();
    var id = Ids.at(now);
    var address = files.directAddress(id, ADDRESS_GOOD);
    if (address == null) {
      return null;
    }
    store.await(new Upload.Awaited(id, userId, FileNames.clean(fileName), now));
    return new DirectAddress(id, address);
  }

  /// The upload of that id; one that was put to a direct address is taken in first.
  private @Nullable Upload arrived(String id) {
    var upload = store.upload(id);
    var awaited = upload == null ? store.awaited(id) : null;
    if (awaited == null) {
      return upload;
    }
    try (var in = files.arrived(id)) {
      if (in == null) {
        return null;
      }
      try (var received = receive(awaited.userId(), 0)) {
        received.writeAll(in);
        var kept = keep(id, awaited.userId(), received, awaited.fileName());
        files.removeArrived(id);
        return kept;
      }
    } catch (Refused refused) {
      return null;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Removes what nothing has named for a day.
  public void collect() {
    var before = clock.instant().minus(KEPT);
    try {
      for (var some = store.unused(before, COLLECTED_AT_ONCE);
          !some.isEmpty();
          some = store.unused(before, COLLECTED_AT_ONCE)) {
        for (var upload : some) {
          contents.removeUnused(upload, before);
        }
      }
      for (var id : store.removeAwaited(before)) {
        files.removeArrived(id);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Removes contents that a crash left behind.
  public void sweep() {
    try {
      contents.sweep(clock.instant().minus(KEPT));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Refused notFound() {
    return Refused.notFound("Upload");
  }

  private static Refused quotaExceeded() {
    return new Refused(Refusal.QUOTA_EXCEEDED, "Your files take all the room you have");
  }
}
