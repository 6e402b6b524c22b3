package dev.parley.chat;

import java.security.SecureRandom;
import java.util.Base64;

/// Secrets that are given to one person and kept here as hashes only: 256 random bits, so that a
/// plain hash is enough.
final class OneTimeCode {
  private static final SecureRandom RANDOM = new SecureRandom();

  private OneTimeCode() {}

  static String make() {
    var secret = new byte[32];
    RANDOM.nextBytes(secret);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
  }

  static String hash(String code) {
    return RefreshTokens.hash(code);
  }
}
