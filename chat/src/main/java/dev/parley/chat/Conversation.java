package dev.parley.chat;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Two people, or a group. A direct conversation has no name and no owner of its own: it is shown
/// under the other user's.
public record Conversation(
    String id,
    Type type,
    @Nullable String name,
    @Nullable String avatar,
    @Nullable String ownerId,
    Instant createdAt) {

  public enum Type {
    DIRECT,
    GROUP
  }

  public boolean isDirect() {
    return type == Type.DIRECT;
  }
}
