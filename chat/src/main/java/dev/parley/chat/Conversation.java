package dev.parley.chat;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Two people, or a group. A direct conversation has no name and no owner of its own: it is shown
/// under the other user's.
///
/// @param retention how many days it keeps its messages; null for as long as the server does
public record Conversation(
    String id,
    Type type,
    @Nullable String name,
    @Nullable String avatar,
    @Nullable String ownerId,
    Instant createdAt,
    @Nullable Integer retention) {

  /// One that keeps its messages as long as the server does.
  public Conversation(
      String id,
      Type type,
      @Nullable String name,
      @Nullable String avatar,
      @Nullable String ownerId,
      Instant createdAt) {
    this(id, type, name, avatar, ownerId, createdAt, null);
  }

  public enum Type {
    DIRECT,
    GROUP
  }

  public boolean isDirect() {
    return type == Type.DIRECT;
  }
}
