package dev.parley.engineio;

import java.security.SecureRandom;
import java.util.Base64;

/// Session ids: 120 random bits as 20 characters of base64url, so that nobody guesses one.
final class SessionIds {
  private static final int LENGTH = 20;

  private final SecureRandom random = new SecureRandom();

  String next() {
    var bits = new byte[15];
    random.nextBytes(bits);
    return Base64.getUrlEncoder().encodeToString(bits);
  }

  static boolean isWellFormed(String id) {
    return id.length() == LENGTH && id.chars().allMatch(SessionIds::isBase64Url);
  }

  private static boolean isBase64Url(int c) {
    return c >= 'a' && c <= 'z'
        || c >= 'A' && c <= 'Z'
        || c >= '0' && c <= '9'
        || c == '-'
        || c == '_';
  }
}
