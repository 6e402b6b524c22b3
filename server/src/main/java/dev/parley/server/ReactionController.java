package dev.parley.server;

import dev.parley.chat.Reactions;
import dev.parley.gateway.Described;
import dev.parley.gateway.Fields;
import dev.parley.gateway.Identity;
import dev.parley.gateway.MessageView;
import dev.parley.gateway.Success;
import dev.parley.gateway.Views;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// Answering messages with emoji.
@RestController
@RequestMapping("/api/v1/messages/{id}/reactions/{emoji}")
final class ReactionController {
  private final Reactions reactions;
  private final Views views;

  ReactionController(Reactions reactions, Views views) {
    this.reactions = reactions;
    this.views = views;
  }

  @PutMapping
  @Described(value = "Sets an emoji on a message", answers = MessageView.class)
  Success add(
      @AuthenticationPrincipal Identity identity,
      @PathVariable String id,
      @PathVariable String emoji) {
    return react(identity, id, emoji, true);
  }

  @DeleteMapping
  @Described(value = "Takes an emoji from a message", answers = MessageView.class)
  Success remove(
      @AuthenticationPrincipal Identity identity,
      @PathVariable String id,
      @PathVariable String emoji) {
    return react(identity, id, emoji, false);
  }

  private Success react(Identity identity, String id, String emoji, boolean on) {
    Fields.requireId("id", id);
    return Success.of(views.message(reactions.react(identity.userId(), id, emoji, on)));
  }
}
