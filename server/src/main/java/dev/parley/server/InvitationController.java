package dev.parley.server;

import dev.parley.chat.Invitations;
import dev.parley.gateway.AccountCommands;
import dev.parley.gateway.Described;
import dev.parley.gateway.Fields;
import dev.parley.gateway.Identity;
import dev.parley.gateway.InvitationView;
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

/// Invitations to sign up, for admins.
@RestController
@RequestMapping("/api/v1/ws/invitations")
final class InvitationController {
  private final Invitations invitations;
  private final Links links;

  InvitationController(Invitations invitations, Links links) {
    this.invitations = invitations;
    this.links = links;
  }

  @PostMapping
  @ResponseStatus(HttpStatus.CREATED)
  @Described(
      value = "Makes an invitation to sign up",
      takes = {"email?: string", "days?: integer", "uses?: integer"},
      answers = InvitationView.class)
  Success invite(@AuthenticationPrincipal Identity admin, Body body) {
    var invited = invitations.invite(admin.userId(), AccountCommands.invite(body.fields()));
    return Success.of(
        InvitationView.of(invited.invitation(), invited.code(), links.invite(invited.code())));
  }

  @GetMapping
  @Described(value = "Invitations, newest first", answers = InvitationView[].class)
  Success list() {
    return Success.of(invitations.newest().stream().map(InvitationView::of).toList());
  }

  @DeleteMapping("/{id}")
  @Described("Takes an invitation back")
  Success remove(@AuthenticationPrincipal Identity admin, @PathVariable String id) {
    invitations.remove(admin.userId(), Fields.requireId("id", id));
    return Success.message("Invitation removed");
  }
}
