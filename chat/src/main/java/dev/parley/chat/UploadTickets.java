package dev.parley.chat;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Signed leave to put one file under an id, for 15 minutes and for whoever holds it:
/// `<milliseconds of its end>.<user>.<file name in base64url>.<signature>`.
public final class UploadTickets {
  private static final Duration GOOD = Duration.ofMinutes(15);
  private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

  /// What a ticket allows.
  public record Ticket(String userId, String fileName) {}

  private final SecretKeySpec key;
  private final InstantSource clock;

  public UploadTickets(byte[] key, InstantSource clock) {
    this.key = new SecretKeySpec(key, "HmacSHA256");
    this.clock = clock;
  }

  public String issue(String uploadId, String userId, String fileName) {
    var name = ENCODER.encodeToString(fileName.getBytes(StandardCharsets.UTF_8));
    var content = clock.instant().plus(GOOD).toEpochMilli() + "." + userId + "." + name;
    return content + "." + signature(uploadId, content);
  }

  /// Throws [Refused] FORBIDDEN for what is no ticket for this id, or none any more.
  public Ticket check(String uploadId, String ticket) {
    var end = ticket.lastIndexOf('.');
    var content = end < 0 ? "" : ticket.substring(0, end);
    var signature = signature(uploadId, content).getBytes(StandardCharsets.US_ASCII);
    var given = ticket.substring(end + 1).getBytes(StandardCharsets.UTF_8);
    if (!Ids.isId(uploadId) || !MessageDigest.isEqual(signature, given)) {
      throw new Refused(Refusal.FORBIDDEN, "This address takes no upload");
    }
    var parts = content.split("\\.", -1);
    if (!clock.instant().isBefore(Instant.ofEpochMilli(Long.parseLong(parts[0])))) {
      throw new Refused(Refusal.FORBIDDEN, "This address takes no upload any more");
    }
    var name = new String(Base64.getUrlDecoder().decode(parts[2]), StandardCharsets.UTF_8);
    return new Ticket(parts[1], name);
  }

  private String signature(String uploadId, String content) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      var signed = (uploadId + "." + content).getBytes(StandardCharsets.UTF_8);
      return ENCODER.encodeToString(mac.doFinal(signed));
    } catch (GeneralSecurityException e) {
      throw new AssertionError("every JDK has HmacSHA256", e);
    }
  }
}
