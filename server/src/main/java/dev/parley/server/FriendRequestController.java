package dev.parley.server;

import dev.parley.chat.Friends;
import dev.parley.gateway.Described;
import dev.parley.gateway.Fields;
import dev.parley.gateway.FriendViews;
import dev.parley.gateway.Identity;
import dev.parley.gateway.Success;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Asking to be friends.
@RestController
@RequestMapping("/api/v1/friends/requests")
final class FriendRequestController {
  private final Friends friends;
  private final FriendViews views;

  FriendRequestController(Friends friends, FriendViews views) {
    this.friends = friends;
    this.views = views;
  }

  @PostMapping
  @ResponseStatus(HttpStatus.CREATED)
  @Described(
      value = "Asks somebody to be friends",
      takes = {"toUserId: id"},
      answers = FriendViews.Request.class)
  Success ask(@AuthenticationPrincipal Identity identity, Body body) {
    var fields = body.fields();
    var toUserId = fields.id("toUserId");
    fields.refuseIfAny();
    var request = friends.ask(identity.userId(), toUserId);
    return Success.of("Friend request sent", views.request(request));
  }

  @GetMapping
  @Described(value = "Requests that wait for an answer", answers = FriendViews.Pending.class)
  Success pending(@AuthenticationPrincipal Identity identity) {
    return Success.of(views.pending(friends.pending(identity.userId())));
  }

  @PostMapping("/{id}/accept")
  @Described(value = "Accepts a request", answers = FriendViews.Accepted.class)
  Success accept(@AuthenticationPrincipal Identity identity, @PathVariable String id) {
    var accepted = friends.accept(identity.userId(), Fields.requireId("id", id));
    return Success.of("Friend request accepted", views.accepted(accepted));
  }

  @PostMapping("/{id}/decline")
  @Described("Declines a request")
  Success decline(@AuthenticationPrincipal Identity identity, @PathVariable String id) {
    friends.decline(identity.userId(), Fields.requireId("id", id));
    return Success.message("Friend request declined");
  }

  @DeleteMapping("/{id}")
  @Described("Takes a request back")
  Success cancel(@AuthenticationPrincipal Identity identity, @PathVariable String id) {
    friends.cancel(identity.userId(), Fields.requireId("id", id));
    return Success.message("Friend request cancelled");
  }
}
