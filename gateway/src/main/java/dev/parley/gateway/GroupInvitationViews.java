package dev.parley.gateway;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.parley.chat.Consents;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Makes views of invitations to groups.
public final class GroupInvitationViews {
  /// An invitation.
  ///
  /// @param name of the group
  /// @param invitedBy who wanted to add one
  public record View(
      String conversationId,
      @Nullable String name,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String avatar,
      UserView invitedBy,
      Instant createdAt) {}

  private final Profiles profiles;

  public GroupInvitationViews(Profiles profiles) {
    this.profiles = profiles;
  }

  public List<View> list(List<Consents.Open> open) {
    var users = profiles.users(open.stream().map(each -> each.invitation().byUserId()).toList());
    return open.stream()
        .map(each -> {
          var invitation = each.invitation();
          var by = users.get(invitation.byUserId());
          return new View(
              each.group().id(),
              each.group().name(),
              each.group().avatar(),
              UserView.of(by == null ? Profiles.unknown(invitation.byUserId()) : by),
              invitation.createdAt());
        })
        .toList();
  }
}
