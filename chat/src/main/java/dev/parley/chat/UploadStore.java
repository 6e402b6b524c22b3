package dev.parley.chat;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What is known of uploads, and who may read them. An upload is named by a live message of a
/// conversation that somebody is in, whose url it is, or by the avatar of a user or of such a
/// conversation.
public interface UploadStore {
  /// Stores it, unless the user's uploads would then have more than `quota` bytes: false. An id
  /// that is known stays as it is: true. What was awaited under the id is not any more.
  boolean add(Upload upload, long quota);

  @Nullable Upload upload(String id);

  /// Bytes of all uploads of a user.
  long size(String userId);

  /// Whoever uploaded it, who is in a conversation with a live message that names it, and anybody
  /// when it is an avatar.
  boolean mayRead(String userId, String uploadId);

  /// Moves [Upload#usedAt] forward; nothing happens to an unknown one.
  void use(String id, Instant now);

  /// Uploads that nothing names, last used before that.
  List<Upload> unused(Instant before, int limit);

  /// Removes one of [#unused] if it still is.
  boolean removeUnused(String id, Instant before);

  /// Those of these keys that an upload has, as its content or its thumbnail.
  Set<String> held(Collection<String> keys);

  void await(Upload.Awaited awaited);

  Upload.@Nullable Awaited awaited(String id);

  /// Forgets what was awaited since before that; answers their ids.
  List<String> removeAwaited(Instant before);
}
