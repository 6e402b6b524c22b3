package dev.parley.chat;

import org.jspecify.annotations.Nullable;

/// Whether somebody may name an upload, in a message or as an avatar.
@FunctionalInterface
public interface UploadAccess {
  /// Where there are no uploads.
  UploadAccess NONE = (userId, uploadId) -> false;

  /// It is there, and this user may read it. It stays for hours from now on, whether or not
  /// anything names it.
  boolean mayName(String userId, String uploadId);

  /// Refuses an address that is an upload this user may not name. Any other address is fine, and so
  /// is none.
  default void require(String userId, String field, @Nullable String url) {
    var id = url == null ? null : Urls.uploadId(url);
    if (id != null && !mayName(userId, id)) {
      throw Refused.invalid(field, "is no upload that you may read");
    }
  }
}
