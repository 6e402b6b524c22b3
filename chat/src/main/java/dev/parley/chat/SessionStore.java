package dev.parley.chat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where sessions are kept. Refresh tokens are stored as hashes only.
public interface SessionStore {
  /// How long an exchange is remembered at least.
  Duration REMEMBERED = Duration.ofSeconds(30);

  /// A session with the hash of its valid refresh token.
  record Stored(Session session, String refreshHash) {}

  void add(Session session, String refreshHash);

  @Nullable Stored session(String id);

  /// Exchanges the refresh token if `expectedHash` is still the valid one. False when it was not,
  /// or the session is gone. Of each earlier exchange of the session that is [#REMEMBERED] ago or
  /// more nothing need be kept.
  boolean rotate(String id, String expectedHash, String nextHash, Instant now, Instant expiresAt);

  /// When the session's token of that hash was exchanged; null if it never was, that is forgotten,
  /// or the session is gone.
  @Nullable Instant exchangedAt(String id, String hash);

  /// Ends it; true if there was one.
  boolean remove(String id);

  /// A user's sessions, newest first.
  List<Session> ofUser(String userId);

  /// Forgets sessions that ended by themselves.
  void removeExpired(Instant now);
}
