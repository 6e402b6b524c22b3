package dev.parley.chat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Where the contents of uploads are kept.
public interface FileStore {
  /// How a content gets to who asks for it.
  sealed interface Source {
    /// It is read here.
    record Local(Path file) implements Source {}

    /// It is fetched there, for a while.
    record Remote(URI address, Duration good) implements Source {}
  }

  /// The key of a content. The same content may have the same key.
  ///
  /// @param name unique for each upload and each thumbnail
  String key(String name, String sha256);

  /// Keeps a file's content; the file may be moved. Durable on return.
  void keep(String key, Path file, String contentType) throws IOException;

  /// Null when there is none.
  ///
  /// @param disposition the header to be sent with it
  @Nullable Source source(String key, String contentType, String disposition) throws IOException;

  /// Removes a content; none is fine.
  void remove(String key) throws IOException;

  /// Tells every key of what was kept before that.
  void eachKey(Instant before, Consumer<String> key) throws IOException;

  /// A folder of this machine for files on their way in, near to where they are kept.
  Path incoming();

  /// An address that takes one PUT of a content straight to where it is kept; null when such come
  /// through this server.
  @Nullable URI directAddress(String id, Duration good);

  /// Reads what came to a [#directAddress]; null when nothing did.
  @Nullable InputStream arrived(String id) throws IOException;

  /// Removes what came to a [#directAddress]; nothing is fine.
  void removeArrived(String id) throws IOException;
}
