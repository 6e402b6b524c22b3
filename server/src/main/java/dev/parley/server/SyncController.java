package dev.parley.server;

import dev.parley.chat.Sync;
import dev.parley.gateway.Described;
import dev.parley.gateway.Identity;
import dev.parley.gateway.Success;
import dev.parley.gateway.SyncRequest;
import dev.parley.gateway.SyncView;
import dev.parley.gateway.Views;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/// Catching up without a socket.
@RestController
final class SyncController {
  private final Sync sync;
  private final Views views;

  SyncController(Sync sync, Views views) {
    this.sync = sync;
    this.views = views;
  }

  @PostMapping("/api/v1/sync")
  @Described(
      value = "Brings everything that changed after these revisions",
      takes = {"cursors?: revisions", "limit?: integer 1..1000"},
      answers = SyncView.class)
  Success changes(@AuthenticationPrincipal Identity identity, Body body) {
    var request = SyncRequest.read(body.fields());
    var answer = sync.changes(identity.userId(), request.cursors(), request.limit());
    return Success.of(views.sync(answer));
  }
}
