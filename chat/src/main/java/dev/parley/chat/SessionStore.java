package dev.parley.chat;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where sessions are kept. Refresh tokens are stored as hashes only.
public interface SessionStore {
  /// A session with the hash of its valid refresh token and of the one before.
  ///
  /// @param previousHash hash of the token that was exchanged for the valid one, null before the
  ///   first refresh
  /// @param rotatedAt when that happened; the session's creation before the first refresh
  record Stored(
      Session session, String refreshHash, @Nullable String previousHash, Instant rotatedAt) {}

  void add(Session session, String refreshHash);

  @Nullable Stored session(String id);

  /// Exchanges the refresh token if `expectedHash` is still the valid one: it becomes the previous
  /// one. False when it was not, or the session is gone.
  boolean rotate(String id, String expectedHash, String nextHash, Instant now, Instant expiresAt);

  /// Ends it; true if there was one.
  boolean remove(String id);

  /// A user's sessions, newest first.
  List<Session> ofUser(String userId);

  /// Forgets sessions that ended by themselves.
  void removeExpired(Instant now);
}
