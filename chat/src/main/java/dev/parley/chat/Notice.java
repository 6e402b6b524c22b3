package dev.parley.chat;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Something that happened to a group, as an entry of its log. The group's name, avatar and roster
/// are projections of these.
///
/// @param userIds whom it is about; of a deletion all who were members; empty for other changes of
///   the group itself
/// @param detail the new name, avatar, role or days of retention; the role of who left; "" where
///   there is none
public record Notice(Type type, List<String> userIds, String detail) implements Entry.Body {
  public enum Type {
    MEMBER_ADDED,
    MEMBER_REMOVED,
    MEMBER_LEFT,
    ROLE_CHANGED,
    RENAMED,
    AVATAR_CHANGED,
    RETENTION_CHANGED,
    DELETED;

    public boolean changesMembers() {
      return switch (this) {
        case MEMBER_ADDED, MEMBER_REMOVED, MEMBER_LEFT, ROLE_CHANGED, DELETED -> true;
        case RENAMED, AVATAR_CHANGED, RETENTION_CHANGED -> false;
      };
    }

    public boolean endsMemberships() {
      return this == MEMBER_REMOVED || this == MEMBER_LEFT || this == DELETED;
    }

    /// As clients see it, such as `member_added`.
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public Notice {
    userIds = List.copyOf(userIds);
  }

  static Notice of(Type type, String userId) {
    return new Notice(type, List.of(userId), "");
  }

  static Notice of(Type type, String userId, String detail) {
    return new Notice(type, List.of(userId), detail);
  }

  static Notice ofGroup(Type type, @Nullable String detail) {
    return new Notice(type, List.of(), detail == null ? "" : detail);
  }
}
