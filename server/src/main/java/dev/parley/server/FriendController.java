package dev.parley.server;

import dev.parley.chat.ConversationStore;
import dev.parley.chat.Friends;
import dev.parley.chat.LastSeen;
import dev.parley.chat.Presence;
import dev.parley.chat.Relations;
import dev.parley.gateway.Described;
import dev.parley.gateway.Fields;
import dev.parley.gateway.FriendViews;
import dev.parley.gateway.Identity;
import dev.parley.gateway.Success;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// One's friends, and who of the people one knows is here.
@RestController
@RequestMapping("/api/v1/friends")
final class FriendController {
  /// @param statuses by user, whether they are here
  /// @param lastSeen by user, when those who are not here last were
  private record OnlineStatus(Map<String, Boolean> statuses, Map<String, Instant> lastSeen) {}

  private final Friends friends;
  private final FriendViews views;
  private final Relations relations;
  private final ConversationStore conversations;
  private final Presence presence;
  private final LastSeen lastSeen;

  FriendController(
      Friends friends,
      FriendViews views,
      Relations relations,
      ConversationStore conversations,
      Presence presence,
      LastSeen lastSeen) {
    this.friends = friends;
    this.views = views;
    this.relations = relations;
    this.conversations = conversations;
    this.presence = presence;
    this.lastSeen = lastSeen;
  }

  @GetMapping
  @Described(value = "One's friends", answers = FriendViews.Friend[].class)
  Success list(@AuthenticationPrincipal Identity identity) {
    return Success.of(views.friends(friends.list(identity.userId())));
  }

  @DeleteMapping("/{friendId}")
  @Described("Ends a friendship")
  Success remove(@AuthenticationPrincipal Identity identity, @PathVariable String friendId) {
    friends.remove(identity.userId(), Fields.requireId("friendId", friendId));
    return Success.message("Friend removed");
  }

  /// Of friends and everybody one shares a conversation with. Who keeps one out is offline and was
  /// never here: to leave them out would tell.
  @GetMapping("/online-status")
  @Described(value = "Who of those one knows is here", answers = OnlineStatus.class)
  Success onlineStatus(@AuthenticationPrincipal Identity identity) {
    var me = identity.userId();
    var circle = relations.circle(me);
    var known = new LinkedHashSet<>(conversations.companions(me, Integer.MAX_VALUE));
    known.addAll(circle.friends());
    var online = presence.online(known);
    var statuses = new LinkedHashMap<String, Boolean>();
    known.forEach(userId ->
        statuses.put(userId, !circle.hidden().contains(userId) && online.contains(userId)));
    known.removeAll(circle.hidden());
    return Success.of(new OnlineStatus(statuses, lastSeen.of(known)));
  }
}
