package dev.parley.engineio;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Pattern;

/// Session ids: a prefix that all of an engine's have, and 120 random bits as 20 characters of
/// base64url, so that nobody guesses one.
final class SessionIds {
  private final SecureRandom random = new SecureRandom();
  private final String prefix;
  private final Pattern form;

  SessionIds(String prefix) {
    this.prefix = prefix;
    this.form = Pattern.compile(Pattern.quote(prefix) + "[A-Za-z0-9_-]{20}");
  }

  String next() {
    var bits = new byte[15];
    random.nextBytes(bits);
    return prefix + Base64.getUrlEncoder().encodeToString(bits);
  }

  boolean isWellFormed(String id) {
    return form.matcher(id).matches();
  }
}
