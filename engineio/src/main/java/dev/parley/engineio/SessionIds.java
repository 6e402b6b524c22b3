package dev.parley.engineio;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Pattern;

/// Session ids: 120 random bits as 20 characters of base64url, so that nobody guesses one.
final class SessionIds {
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{20}");

  private final SecureRandom random = new SecureRandom();

  String next() {
    var bits = new byte[15];
    random.nextBytes(bits);
    return Base64.getUrlEncoder().encodeToString(bits);
  }

  static boolean isWellFormed(String id) {
    return FORM.matcher(id).matches();
  }
}
