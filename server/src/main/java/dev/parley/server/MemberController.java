package dev.parley.server;

import dev.parley.chat.Groups;
import dev.parley.gateway.ConversationCommands;
import dev.parley.gateway.Described;
import dev.parley.gateway.Fields;
import dev.parley.gateway.Identity;
import dev.parley.gateway.Success;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// Who is in a group.
@RestController
@RequestMapping("/api/v1/conversations/{id}/user")
final class MemberController {
  private final Groups groups;

  MemberController(Groups groups) {
    this.groups = groups;
  }

  @PostMapping
  @Described(
      value = "Adds a member",
      takes = {"userId: id"})
  Success add(@AuthenticationPrincipal Identity identity, @PathVariable String id, Body body) {
    Fields.requireId("id", id);
    groups.add(identity.userId(), id, ConversationCommands.userId(body.fields()));
    return Success.message("User added to conversation");
  }

  @DeleteMapping
  @Described(
      value = "Removes a member",
      takes = {"userId: id"})
  Success remove(@AuthenticationPrincipal Identity identity, @PathVariable String id, Body body) {
    Fields.requireId("id", id);
    groups.remove(identity.userId(), id, ConversationCommands.userId(body.fields()));
    return Success.message("User removed from conversation");
  }

  @PutMapping
  @Described("Leaves a group")
  Success leave(@AuthenticationPrincipal Identity identity, @PathVariable String id) {
    groups.leave(identity.userId(), Fields.requireId("id", id));
    return Success.message("Left conversation");
  }

  @PutMapping("/{userId}/role")
  @Described(
      value = "Makes a member an admin, or a member again",
      takes = {"role: admin|member"})
  Success setRole(
      @AuthenticationPrincipal Identity identity,
      @PathVariable String id,
      @PathVariable String userId,
      Body body) {
    Fields.requireId("id", id);
    Fields.requireId("userId", userId);
    groups.setRole(identity.userId(), id, userId, ConversationCommands.role(body.fields()));
    return Success.message("Role updated");
  }
}
