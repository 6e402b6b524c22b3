package dev.parley.server;

import dev.parley.chat.Edit;
import dev.parley.chat.EditHistory;
import dev.parley.gateway.Described;
import dev.parley.gateway.Fields;
import dev.parley.gateway.Identity;
import dev.parley.gateway.Success;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/// What messages said before, for admins.
@RestController
final class EditController {
  private final EditHistory edits;

  EditController(EditHistory edits) {
    this.edits = edits;
  }

  @GetMapping("/api/v1/ws/messages/{id}/edits")
  @Described(value = "What a message said before, oldest first", answers = Edit[].class)
  Success edits(@AuthenticationPrincipal Identity identity, @PathVariable String id) {
    return Success.of(edits.of(identity.userId(), Fields.requireId("id", id)));
  }
}
