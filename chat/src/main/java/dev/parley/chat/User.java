package dev.parley.chat;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A person with an account. The password's hash is never part of it.
///
/// @param emailVerified they showed that the email is theirs
/// @param disabled by an admin: signed out everywhere and not let in
public record User(
    String id,
    String username,
    String email,
    @Nullable String avatar,
    UserRole role,
    Instant createdAt,
    boolean emailVerified,
    boolean disabled) {

  /// As a new account begins.
  public User(
      String id,
      String username,
      String email,
      @Nullable String avatar,
      UserRole role,
      Instant createdAt) {
    this(id, username, email, avatar, role, createdAt, false, false);
  }
}
