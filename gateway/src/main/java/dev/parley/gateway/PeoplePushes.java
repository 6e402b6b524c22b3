package dev.parley.gateway;

import dev.parley.chat.ChatEvent;
import dev.parley.chat.Rosters;

/// What administrators do to those who are connected.
final class PeoplePushes {
  private final SocketDirectory directory;
  private final Rosters rosters;

  PeoplePushes(SocketDirectory directory, Rosters rosters) {
    this.directory = directory;
    this.rosters = rosters;
  }

  /// Runs in the user's lane.
  void kick(String userId) {
    kick(userId, Long.MAX_VALUE);
  }

  /// Those sockets that had connected by then, in epoch milliseconds.
  void kick(String userId, long at) {
    for (var client : directory.of(userId)) {
      if (client.connectedAt() <= at && client.socket().connected()) {
        client.socket().disconnect(true);
      }
    }
  }

  /// Runs in the conversation's lane.
  void broadcast(ChatEvent.Broadcast broadcast) {
    directory.sendToMembers(
        rosters.of(broadcast.conversationId()), "new_message", BroadcastView.of(broadcast));
  }
}
