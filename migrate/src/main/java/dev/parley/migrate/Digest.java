package dev.parley.migrate;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// A checksum of rows in their order.
final class Digest {
  private final MessageDigest sha256 = sha256();
  private long rows;

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  void add(String row) {
    sha256.update(row.getBytes(StandardCharsets.UTF_8));
    rows++;
  }

  long rows() {
    return rows;
  }

  /// Ends it.
  String hex() {
    return HexFormat.of().formatHex(sha256.digest());
  }
}
