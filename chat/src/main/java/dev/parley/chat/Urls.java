package dev.parley.chat;

import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;

/// Which addresses a message or an avatar may carry: http(s), or one of our uploads.
final class Urls {
  static final int LENGTH = 2048;

  /// Before an upload's id.
  private static final String UPLOADS = "/api/v1/uploads/";

  private Urls() {}

  static void check(Checks checks, String field, String url) {
    if (url.length() > LENGTH) {
      checks.add(field, "must have at most " + LENGTH + " characters");
    } else if (!isAllowed(url)) {
      checks.add(field, "must be an http or https address, or an upload");
    }
  }

  /// The id of one of our uploads; null for an address elsewhere.
  static @Nullable String uploadId(String url) {
    return url.startsWith(UPLOADS) ? url.substring(UPLOADS.length()) : null;
  }

  private static boolean isAllowed(String url) {
    var uploadId = uploadId(url);
    if (uploadId != null) {
      return Ids.isId(uploadId);
    }
    try {
      var uri = new URI(url);
      return uri.getHost() != null
          && ("http".equalsIgnoreCase(uri.getScheme())
              || "https".equalsIgnoreCase(uri.getScheme()));
    } catch (URISyntaxException e) {
      return false;
    }
  }
}
