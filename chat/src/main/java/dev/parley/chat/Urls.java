package dev.parley.chat;

import java.net.URI;
import java.net.URISyntaxException;

/// Which addresses a message or an avatar may carry: http(s), or one of our uploads.
final class Urls {
  static final int LENGTH = 2048;
  private static final String UPLOADS = "/api/v1/uploads/";

  private Urls() {}

  static void check(Checks checks, String field, String url) {
    if (url.length() > LENGTH) {
      checks.add(field, "must have at most " + LENGTH + " characters");
    } else if (!isAllowed(url)) {
      checks.add(field, "must be an http or https address, or an upload");
    }
  }

  private static boolean isAllowed(String url) {
    if (url.startsWith(UPLOADS)) {
      return Ids.isId(url.substring(UPLOADS.length()));
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
