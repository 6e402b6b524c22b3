package dev.parley.server;

import dev.parley.chat.Consents;
import dev.parley.chat.Contacts;
import dev.parley.chat.Strangers;
import dev.parley.gateway.Described;
import dev.parley.gateway.Fields;
import dev.parley.gateway.GroupInvitationViews;
import dev.parley.gateway.Identity;
import dev.parley.gateway.Success;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// What strangers may do, and answering them.
@RestController
@RequestMapping("/api/v1")
final class ContactController {
  private record Settings(String strangers) {
    static Settings of(Strangers choice) {
      return new Settings(choice.word());
    }
  }

  private final Contacts contacts;
  private final Consents consents;
  private final GroupInvitationViews views;

  ContactController(Contacts contacts, Consents consents, GroupInvitationViews views) {
    this.contacts = contacts;
    this.consents = consents;
    this.views = views;
  }

  @GetMapping("/users/settings")
  @Described(value = "What strangers may do", answers = Settings.class)
  Success settings(@AuthenticationPrincipal Identity identity) {
    return Success.of(Settings.of(contacts.choice(identity.userId())));
  }

  @PutMapping("/users/settings")
  @Described(
      value = "Says what strangers may do",
      takes = {"strangers: allow|ask"},
      answers = Settings.class)
  Success choose(@AuthenticationPrincipal Identity identity, Body body) {
    var fields = body.fields();
    var word = fields.requiredText("strangers");
    if (!word.equals("allow") && !word.equals("ask")) {
      fields.refuse("strangers", "must be allow or ask");
    }
    fields.refuseIfAny();
    var choice = word.equals("ask") ? Strangers.ASK : Strangers.ALLOW;
    contacts.choose(identity.userId(), choice);
    return Success.of("Settings updated", Settings.of(choice));
  }

  @GetMapping("/conversations/invitations")
  @Described(value = "Groups one is invited to", answers = GroupInvitationViews.View[].class)
  Success invitations(@AuthenticationPrincipal Identity identity) {
    return Success.of(views.list(consents.list(identity.userId())));
  }

  @PostMapping("/conversations/{id}/accept")
  @Described("Accepts a stranger, or an invitation to a group")
  Success accept(@AuthenticationPrincipal Identity identity, @PathVariable String id) {
    consents.accept(identity.userId(), Fields.requireId("id", id));
    return Success.message("Accepted");
  }

  @PostMapping("/conversations/{id}/decline")
  @Described("Declines a stranger, or an invitation to a group")
  Success decline(@AuthenticationPrincipal Identity identity, @PathVariable String id) {
    consents.decline(identity.userId(), Fields.requireId("id", id));
    return Success.message("Declined");
  }
}
