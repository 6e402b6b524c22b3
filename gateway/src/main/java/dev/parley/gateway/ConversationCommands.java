package dev.parley.gateway;

import dev.parley.chat.Conversations;
import dev.parley.chat.MemberRole;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads the bodies about conversations.
public final class ConversationCommands {
  private ConversationCommands() {}

  /// A conversation to be created.
  public sealed interface NewConversation {
    record Direct(String otherUserId) implements NewConversation {}

    record Group(@Nullable String name, List<String> userIds) implements NewConversation {}
  }

  /// What of a group is to change; null leaves it as it is. At least one is there.
  public record GroupChange(@Nullable String name, @Nullable String avatar) {}

  /// How a participant wants to keep a conversation; null leaves it as it is.
  public record SettingsChange(
      @Nullable Boolean muted, @Nullable Boolean pinned, @Nullable Boolean archived) {}

  public static NewConversation create(Fields fields) {
    var type = fields.text("type");
    var name = fields.text("name");
    var userIds = fields.ids("userIds");
    var direct = "direct".equals(type);
    if (!direct && !"group".equals(type)) {
      fields.refuse("type", "must be direct or group");
    }
    if (direct && userIds.size() != 1) {
      fields.refuse("userIds", "must name exactly one other user");
    }
    fields.refuseIfAny(checks -> {
      if ("group".equals(type)) {
        Conversations.checkName(checks, name);
      }
    });
    return direct
        ? new NewConversation.Direct(userIds.getFirst())
        : new NewConversation.Group(name, userIds);
  }

  public static GroupChange change(Fields fields) {
    var change = new GroupChange(fields.text("name"), fields.text("avatar"));
    fields.refuseIfAny();
    if (change.name() == null && change.avatar() == null) {
      fields.refuse("name", "name or avatar must be given");
    }
    fields.refuseIfAny();
    return change;
  }

  public static SettingsChange settings(Fields fields) {
    var change =
        new SettingsChange(fields.flag("muted"), fields.flag("pinned"), fields.flag("archived"));
    fields.refuseIfAny();
    return change;
  }

  /// The `{userId}` of adding and removing members.
  public static String userId(Fields fields) {
    var id = fields.id("userId");
    fields.refuseIfAny();
    return id;
  }

  /// The `{role}` of a member; that the owner's is not given this way is the use case's to say.
  public static MemberRole role(Fields fields) {
    var role =
        switch (fields.text("role")) {
          case "owner" -> MemberRole.OWNER;
          case "admin" -> MemberRole.ADMIN;
          case "member" -> MemberRole.MEMBER;
          case null, default -> null;
        };
    if (role == null) {
      fields.refuse("role", "must be admin or member");
    }
    fields.refuseIfAny();
    return role == null ? MemberRole.MEMBER : role;
  }

  /// The `{seq?}` of a read mark; null for the head.
  public static @Nullable Long seq(Fields fields) {
    var seq = fields.integer("seq");
    fields.refuseIfAny();
    return seq;
  }

  /// The `{days}` of a retention; null takes it away.
  public static @Nullable Integer days(Fields fields) {
    var days = fields.integer("days", 0, 1, 36_500);
    fields.refuseIfAny();
    return days == 0 ? null : (int) days;
  }
}
