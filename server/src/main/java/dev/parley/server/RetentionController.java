package dev.parley.server;

import dev.parley.chat.Conversations;
import dev.parley.chat.Retention;
import dev.parley.gateway.ConversationCommands;
import dev.parley.gateway.ConversationView;
import dev.parley.gateway.Described;
import dev.parley.gateway.Fields;
import dev.parley.gateway.Identity;
import dev.parley.gateway.Success;
import dev.parley.gateway.Views;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RestController;

/// How long a conversation keeps its messages.
@RestController
final class RetentionController {
  private final Retention retention;
  private final Conversations conversations;
  private final Views views;

  RetentionController(Retention retention, Conversations conversations, Views views) {
    this.retention = retention;
    this.conversations = conversations;
    this.views = views;
  }

  @PutMapping("/api/v1/conversations/{id}/retention")
  @Described(
      value = "Lets messages go after so many days, or keeps them",
      takes = {"days?: integer 1..36500"},
      answers = ConversationView.class)
  Success set(@AuthenticationPrincipal Identity identity, @PathVariable String id, Body body) {
    var me = identity.userId();
    Fields.requireId("id", id);
    retention.set(me, id, ConversationCommands.days(body.fields()));
    return Success.of("Retention updated", views.conversation(conversations.listing(me, id)));
  }
}
