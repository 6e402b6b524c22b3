package dev.parley.gateway;

import dev.parley.chat.ChatEvent.RelationChanged;
import dev.parley.chat.FriendRequest;
import dev.parley.chat.Presence;
import dev.parley.chat.Relation;
import java.util.List;

/// Pushes of what two users became to each other. Runs in the pair's lane.
final class FriendPushes {
  private final SocketDirectory directory;
  private final Presence presence;
  private final FriendViews views;

  FriendPushes(SocketDirectory directory, Presence presence, Profiles profiles) {
    this.directory = directory;
    this.presence = presence;
    this.views = new FriendViews(profiles);
  }

  void changed(RelationChanged changed) {
    var before = changed.before();
    var after = changed.after();
    var request = after.request();
    if (request != null && !request.equals(before.request())) {
      tell(request);
    }
    if (before.areFriends() && !after.areFriends()) {
      toOne(after.lowId(), "friend_removed", new Pushed.Unfriended(after.highId()));
      toOne(after.highId(), "friend_removed", new Pushed.Unfriended(after.lowId()));
    }
    blocked(before, after, after.lowId());
    blocked(before, after, after.highId());
  }

  private void tell(FriendRequest request) {
    var view = views.request(request);
    toOne(request.fromUserId(), "friend_request_updated", view);
    toOne(
        request.toUserId(),
        request.isPending() ? "friend_request_received" : "friend_request_updated",
        view);
  }

  /// Who is kept out from now on sees the other one go.
  private void blocked(Relation before, Relation after, String byUserId) {
    var since = after.blockedAt(byUserId);
    if (since != null && !before.isBlockedBy(byUserId) && presence.isOnline(byUserId)) {
      toOne(
          after.other(byUserId),
          "friend_status_changed",
          new Pushed.Status(byUserId, "offline", since.toEpochMilli()));
    }
  }

  private void toOne(String userId, String event, Object view) {
    directory.sendToUsers(List.of(userId), event, view);
  }
}
