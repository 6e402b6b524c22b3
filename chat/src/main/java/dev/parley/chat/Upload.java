package dev.parley.chat;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A file that somebody uploaded. It never changes.
///
/// @param key under which the [FileStore] has its content
/// @param fileName as it was called, without folders
/// @param contentType what the bytes are, whatever the client said
/// @param usedAt when it was uploaded, or named again long after
/// @param picture null unless it is an image that could be read
public record Upload(
    String id,
    String userId,
    String key,
    String fileName,
    String contentType,
    long size,
    Instant createdAt,
    Instant usedAt,
    @Nullable Picture picture) {

  /// What an image measures, as it is shown.
  public record Picture(int width, int height, Thumbnail thumbnail) {}

  /// A small version of an image.
  public record Thumbnail(String key, String contentType) {}

  /// An upload that is to come from elsewhere, straight into the [FileStore].
  public record Awaited(String id, String userId, String fileName, Instant createdAt) {}
}
