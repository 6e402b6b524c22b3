package dev.parley.gateway;

import dev.parley.chat.Session;
import dev.parley.chat.User;
import dev.parley.chat.UserRole;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Who somebody has proved to be.
///
/// @param sessionId the session this lasts as long as, null with a host application's token
/// @param expiresAt when that token expires, null with a session
public record Identity(
    String userId,
    String username,
    UserRole role,
    @Nullable String sessionId,
    @Nullable Instant expiresAt) {
  static Identity of(User user, Session session) {
    return new Identity(user.id(), user.username(), user.role(), session.id(), null);
  }

  static Identity of(User user, Instant expiresAt) {
    return new Identity(user.id(), user.username(), user.role(), null, expiresAt);
  }
}
