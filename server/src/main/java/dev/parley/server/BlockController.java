package dev.parley.server;

import dev.parley.chat.Blocks;
import dev.parley.gateway.Described;
import dev.parley.gateway.Fields;
import dev.parley.gateway.FriendViews;
import dev.parley.gateway.Identity;
import dev.parley.gateway.Success;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// Whom one keeps out.
@RestController
@RequestMapping("/api/v1/users")
final class BlockController {
  private final Blocks blocks;
  private final FriendViews views;

  BlockController(Blocks blocks, FriendViews views) {
    this.blocks = blocks;
    this.views = views;
  }

  @PostMapping("/block/{id}")
  @Described("Keeps somebody out")
  Success block(@AuthenticationPrincipal Identity identity, @PathVariable String id) {
    blocks.block(identity.userId(), Fields.requireId("id", id));
    return Success.message("User blocked");
  }

  @DeleteMapping("/block/{id}")
  @Described("Keeps somebody out no longer")
  Success unblock(@AuthenticationPrincipal Identity identity, @PathVariable String id) {
    blocks.unblock(identity.userId(), Fields.requireId("id", id));
    return Success.message("User unblocked");
  }

  @GetMapping("/blocked")
  @Described(value = "Whom one keeps out", answers = FriendViews.Blocked[].class)
  Success blocked(@AuthenticationPrincipal Identity identity) {
    return Success.of(views.blocked(blocks.list(identity.userId())));
  }
}
