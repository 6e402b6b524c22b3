package dev.parley.chat;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// Refresh tokens, `<session id>.<secret>`. A token's successor is a keyed function of it, so that
/// two tabs that refresh at once, or a retry after a lost answer, get the same one without the
/// server storing any token.
final class RefreshTokens {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

  private final SecretKeySpec key;

  RefreshTokens(byte[] key) {
    this.key = new SecretKeySpec(key, "HmacSHA256");
  }

  String first(String sessionId) {
    var secret = new byte[32];
    RANDOM.nextBytes(secret);
    return sessionId + "." + BASE64.encodeToString(secret);
  }

  String successor(String token) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      var secret = mac.doFinal(token.getBytes(StandardCharsets.UTF_8));
      return sessionId(token) + "." + BASE64.encodeToString(secret);
    } catch (GeneralSecurityException e) {
      throw new AssertionError("every JDK has HmacSHA256", e);
    }
  }

  /// Null when it has not the form of a token.
  static @Nullable String sessionId(String token) {
    if (token.length() < 26 || token.length() > 128 || token.charAt(24) != '.') {
      return null;
    }
    var id = token.substring(0, 24);
    return Ids.isId(id) ? id : null;
  }

  static String hash(String token) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(token.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new AssertionError("every JDK has SHA-256", e);
    }
  }
}
