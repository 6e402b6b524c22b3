package dev.parley.socketio;

import java.security.SecureRandom;
import java.util.Base64;

/// Ids that cannot be guessed: 120 random bits as 20 characters of base64url.
final class Ids {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

  private Ids() {}

  static String next() {
    byte[] bytes = new byte[15];
    RANDOM.nextBytes(bytes);
    return BASE64.encodeToString(bytes);
  }
}
