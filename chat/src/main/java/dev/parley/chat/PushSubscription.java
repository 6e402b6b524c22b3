package dev.parley.chat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Where one browser takes pushes for its user while no page is open.
///
/// @param id of its endpoint: the same endpoint again is the same subscription
/// @param sessionId it ends with that session; null where a host application vouches for the user
/// @param endpoint the push service's address for this browser, which whoever knows it may post to
/// @param p256dh the browser's public key: a point of P-256, 65 bytes in base64url
/// @param auth the secret shared with the browser, 16 bytes in base64url
public record PushSubscription(
    String id,
    String userId,
    @Nullable String sessionId,
    String endpoint,
    String p256dh,
    String auth,
    Instant createdAt) {

  /// The id of the subscription with an endpoint.
  static String id(String endpoint) {
    var digest = Digests.sha256();
    digest.update(endpoint.getBytes(StandardCharsets.UTF_8));
    return Digests.hex(digest);
  }
}
