package dev.parley.server;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// Attempts to sign in, as the browser keeps them in a cookie: signed and good for ten minutes, on
/// whichever node it comes back to. `<provider>.<state>.<nonce>.<verifier>.<milliseconds of its
/// end>.<signature>`.
final class SignInAttempts {
  static final Duration GOOD = Duration.ofMinutes(10);
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
  private static final int PARTS = 6;

  private final SecretKeySpec key;
  private final InstantSource clock;

  SignInAttempts(byte[] key, InstantSource clock) {
    this.key = new SecretKeySpec(key, "HmacSHA256");
    this.clock = clock;
  }

  SignInAttempt begin(String provider) {
    return new SignInAttempt(provider, random(), random(), random(), clock.instant().plus(GOOD));
  }

  String write(SignInAttempt attempt) {
    var content =
        String.join(
            ".",
            attempt.provider(),
            attempt.state(),
            attempt.nonce(),
            attempt.verifier(),
            Long.toString(attempt.expiresAt().toEpochMilli()));
    return content + "." + signature(content);
  }

  /// Null for what was not written here, or is over.
  @Nullable SignInAttempt read(@Nullable String cookie) {
    var parts = cookie == null ? new String[0] : cookie.split("\\.", -1);
    if (cookie == null || parts.length != PARTS) {
      return null;
    }
    var signed = signature(cookie.substring(0, cookie.lastIndexOf('.')));
    if (!isSame(signed, parts[5])) {
      return null;
    }
    var expiresAt = Instant.ofEpochMilli(Long.parseLong(parts[4]));
    return clock.instant().isBefore(expiresAt)
        ? new SignInAttempt(parts[0], parts[1], parts[2], parts[3], expiresAt)
        : null;
  }

  /// Takes the same time wherever they differ.
  static boolean isSame(String one, @Nullable String other) {
    return other != null
        && MessageDigest.isEqual(
            one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
  }

  private static String random() {
    var bytes = new byte[32];
    RANDOM.nextBytes(bytes);
    return ENCODER.encodeToString(bytes);
  }

  private String signature(String content) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      return ENCODER.encodeToString(mac.doFinal(content.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new AssertionError("every JDK has HmacSHA256", e);
    }
  }
}
