package dev.parley.chat;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Leave to sign up where not everybody may. Its code is known to whom it was given; here only the
/// hash is.
///
/// @param email whose account it must be, null for anybody's
/// @param uses accounts it may make
/// @param used accounts it has made
public record Invitation(
    String id,
    @Nullable String email,
    int uses,
    int used,
    String createdBy,
    Instant createdAt,
    Instant expiresAt) {

  boolean isOpen(Instant now) {
    return used < uses && now.isBefore(expiresAt);
  }
}
