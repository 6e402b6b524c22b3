package dev.parley.gateway;

import dev.parley.chat.Session;
import dev.parley.chat.User;
import dev.parley.chat.UserRole;

/// Who somebody has proved to be.
///
/// @param sessionId the session this lasts as long as
public record Identity(String userId, String username, UserRole role, String sessionId) {
  static Identity of(User user, Session session) {
    return new Identity(user.id(), user.username(), user.role(), session.id());
  }
}
