package dev.parley.server;

import dev.parley.chat.PushSubscriptions;
import dev.parley.gateway.Described;
import dev.parley.gateway.Identity;
import dev.parley.gateway.PushKeyView;
import dev.parley.gateway.PushRequest;
import dev.parley.gateway.Success;
import dev.parley.gateway.Vapid;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Browsers that are told while no page is open.
@RestController
@RequestMapping("/api/v1/push")
final class PushController {
  private final PushSubscriptions subscriptions;
  private final Vapid vapid;

  PushController(PushSubscriptions subscriptions, Vapid vapid) {
    this.subscriptions = subscriptions;
    this.vapid = vapid;
  }

  @GetMapping("/key")
  @Described(value = "The key that browsers subscribe with", answers = PushKeyView.class)
  Success key() {
    return Success.of(new PushKeyView(vapid.publicKey()));
  }

  @PostMapping("/subscriptions")
  @ResponseStatus(HttpStatus.CREATED)
  @Described(
      value = "This browser takes pushes; the same endpoint again replaces what was",
      takes = {"endpoint: string", "keys: {p256dh,auth}"})
  Success subscribe(@AuthenticationPrincipal Identity identity, Body body) {
    var request = PushRequest.of(body.fields());
    subscriptions.subscribe(
        identity.userId(),
        identity.sessionId(),
        request.endpoint(),
        request.p256dh(),
        request.auth());
    return Success.message("Subscribed");
  }

  @DeleteMapping("/subscriptions")
  @Described(value = "This browser takes no pushes any more", takes = "endpoint: string")
  Success unsubscribe(@AuthenticationPrincipal Identity identity, Body body) {
    var fields = body.fields();
    var endpoint = fields.requiredText("endpoint");
    fields.refuseIfAny();
    subscriptions.unsubscribe(identity.userId(), endpoint);
    return Success.message("Unsubscribed");
  }
}
