package dev.parley.gateway;

import dev.parley.chat.Session;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One of one's devices.
///
/// @param device the user agent it signed in with, "" when it sent none
/// @param current whether this very request came from it
public record SessionView(
    String id,
    String device,
    String address,
    Instant createdAt,
    Instant lastUsedAt,
    Instant expiresAt,
    boolean current) {

  public static List<SessionView> of(List<Session> sessions, @Nullable String currentId) {
    return sessions.stream()
        .map(session ->
            new SessionView(
                session.id(),
                session.device(),
                session.address(),
                session.createdAt(),
                session.lastUsedAt(),
                session.expiresAt(),
                session.id().equals(currentId)))
        .toList();
  }
}
