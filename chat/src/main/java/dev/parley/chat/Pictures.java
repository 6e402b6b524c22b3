package dev.parley.chat;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Looks at images. One that is broken, too large to be decoded, or of a kind that is not known is
/// just a file.
@FunctionalInterface
public interface Pictures {
  /// What an image measures as it is shown, and the type of the thumbnail that was written.
  record Seen(int width, int height, String thumbnailType) {}

  /// Writes a thumbnail of `image` to `thumbnail`. Null, and nothing written, when it can't.
  @Nullable Seen look(Path image, Path thumbnail);
}
