package dev.parley.chat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HexFormat;

/// Ids: 24 lower-case hex characters, the first twelve the time in milliseconds, the rest random.
/// Ids of later milliseconds are greater, and no two nodes need to agree.
public final class Ids {
  private static final HexFormat HEX = HexFormat.of();
  private static final SecureRandom RANDOM = new SecureRandom();

  private Ids() {}

  public static String at(Instant time) {
    var bytes = ByteBuffer.allocate(14).putLong(time.toEpochMilli() << 16).array();
    var tail = new byte[6];
    RANDOM.nextBytes(tail);
    System.arraycopy(tail, 0, bytes, 6, 6);
    return HEX.formatHex(bytes, 0, 12);
  }

  /// The one direct conversation of two users, whichever asks: creating it twice is the same
  /// insert.
  public static String direct(String oneUserId, String otherUserId) {
    var pair =
        oneUserId.compareTo(otherUserId) < 0 ? oneUserId + otherUserId : otherUserId + oneUserId;
    try {
      var digest =
          MessageDigest.getInstance("SHA-256").digest(pair.getBytes(StandardCharsets.US_ASCII));
      return HEX.formatHex(digest, 0, 12);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has SHA-256", e);
    }
  }

  public static boolean isId(String text) {
    return text.length() == 24
        && text.chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'));
  }
}
