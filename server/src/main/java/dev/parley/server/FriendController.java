package dev.parley.server;

import dev.parley.chat.ConversationStore;
import dev.parley.chat.Presence;
import dev.parley.gateway.Identity;
import dev.parley.gateway.Success;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/// Who of the people one knows is here.
@RestController
final class FriendController {
  private final ConversationStore conversations;
  private final Presence presence;

  FriendController(ConversationStore conversations, Presence presence) {
    this.conversations = conversations;
    this.presence = presence;
  }

  @GetMapping("/api/v1/friends/online-status")
  Success onlineStatus(@AuthenticationPrincipal Identity identity) {
    var statuses = new LinkedHashMap<String, Boolean>();
    for (var userId : conversations.companions(identity.userId(), Integer.MAX_VALUE)) {
      statuses.put(userId, presence.isOnline(userId));
    }
    return Success.of(Map.of("statuses", statuses));
  }
}
