package dev.parley.server;

import dev.parley.chat.Pins;
import dev.parley.gateway.Described;
import dev.parley.gateway.Fields;
import dev.parley.gateway.Identity;
import dev.parley.gateway.MessageView;
import dev.parley.gateway.Success;
import dev.parley.gateway.Views;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RestController;

/// Messages kept at hand.
@RestController
final class PinController {
  private final Pins pins;
  private final Views views;

  PinController(Pins pins, Views views) {
    this.pins = pins;
    this.views = views;
  }

  @PutMapping("/api/v1/messages/{id}/pin")
  @Described(value = "Pins a message", answers = MessageView.class)
  Success pin(@AuthenticationPrincipal Identity identity, @PathVariable String id) {
    return pin(identity, id, true);
  }

  @DeleteMapping("/api/v1/messages/{id}/pin")
  @Described(value = "Unpins a message", answers = MessageView.class)
  Success unpin(@AuthenticationPrincipal Identity identity, @PathVariable String id) {
    return pin(identity, id, false);
  }

  private Success pin(Identity identity, String id, boolean on) {
    Fields.requireId("id", id);
    return Success.of(views.message(pins.pin(identity.userId(), id, on)));
  }

  @GetMapping("/api/v1/conversations/{id}/pins")
  @Described(value = "Pinned messages, newest pin first", answers = MessageView[].class)
  Success pinned(@AuthenticationPrincipal Identity identity, @PathVariable String id) {
    return Success.of(views.messages(pins.of(identity.userId(), Fields.requireId("id", id))));
  }
}
