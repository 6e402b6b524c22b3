package dev.parley.server;

import dev.parley.chat.Moderation;
import dev.parley.chat.Removals;
import dev.parley.gateway.Described;
import dev.parley.gateway.Fields;
import dev.parley.gateway.Identity;
import dev.parley.gateway.Success;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// What admins do about those connected, and about what others wrote.
@RestController
@RequestMapping("/api/v1/ws")
final class ModerationController {
  /// @param participants users viewing the conversation
  private record Viewers(
      String conversationId, Collection<String> participants, int participantCount) {}

  /// @param name null of a direct conversation
  private record Viewed(
      String conversationId, @Nullable String name, Collection<String> participants) {}

  /// What somebody views.
  private record AllViewed(List<Viewed> conversations) {}

  private final Moderation moderation;
  private final Removals removals;

  ModerationController(Moderation moderation, Removals removals) {
    this.moderation = moderation;
    this.removals = removals;
  }

  @GetMapping("/conversations/{id}/participants")
  @Described(value = "Who views a conversation", answers = Viewers.class)
  Success viewers(@PathVariable String id) {
    var viewers = moderation.viewers(Fields.requireId("id", id));
    return Success.of(new Viewers(id, viewers, viewers.size()));
  }

  @GetMapping("/conversations")
  @Described(
      value = "Which conversations are viewed, and by whom: the 100 that most do",
      answers = AllViewed.class)
  Success viewed() {
    var viewed =
        moderation.viewed().stream()
            .map(each ->
                new Viewed(each.conversation().id(), each.conversation().name(), each.viewers()))
            .toList();
    return Success.of(new AllViewed(viewed));
  }

  @PostMapping("/conversations/{id}/broadcast")
  @Described(
      value = "Tells everybody of a conversation who is online",
      takes = {"message: string 1..10000"})
  Success broadcast(
      @AuthenticationPrincipal Identity identity, @PathVariable String id, Body body) {
    Fields.requireId("id", id);
    var fields = body.fields();
    var message = fields.requiredText("message");
    fields.refuseIfAny();
    moderation.broadcast(identity.userId(), id, message);
    return Success.message("Message broadcasted successfully");
  }

  @DeleteMapping("/users/{id}")
  @Described("Closes all sockets of a user")
  Success kick(@AuthenticationPrincipal Identity identity, @PathVariable String id) {
    moderation.kick(identity.userId(), Fields.requireId("id", id));
    return Success.message("User disconnected successfully");
  }

  @DeleteMapping("/messages/{id}")
  @Described("Removes a message")
  Success removeMessage(@AuthenticationPrincipal Identity identity, @PathVariable String id) {
    removals.message(identity.userId(), Fields.requireId("id", id));
    return Success.message("Message removed");
  }

  @DeleteMapping("/conversations/{id}/user/{userId}")
  @Described("Removes a member of a group")
  Success removeMember(
      @AuthenticationPrincipal Identity identity,
      @PathVariable String id,
      @PathVariable String userId) {
    Fields.requireId("id", id);
    removals.member(identity.userId(), id, Fields.requireId("userId", userId));
    return Success.message("Member removed");
  }
}
