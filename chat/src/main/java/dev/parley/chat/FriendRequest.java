package dev.parley.chat;

import java.time.Instant;
import java.util.Locale;

/// Somebody asked somebody to be friends.
///
/// @param updatedAt when it got its status
public record FriendRequest(
    String id,
    String fromUserId,
    String toUserId,
    Status status,
    Instant createdAt,
    Instant updatedAt) {

  public enum Status {
    PENDING,
    ACCEPTED,
    DECLINED,
    CANCELLED;

    /// As clients see it.
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public boolean isPending() {
    return status == Status.PENDING;
  }

  FriendRequest answered(Status status, Instant now) {
    return new FriendRequest(id, fromUserId, toUserId, status, createdAt, now);
  }
}
