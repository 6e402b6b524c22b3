package dev.parley.gateway;

import dev.parley.chat.ChatEvent.DeliveredMoved;
import dev.parley.chat.Delay;
import dev.parley.chat.Rosters;
import java.time.Duration;
import java.util.List;

/// Pushes of delivered marks, to whom read marks are pushed: to the receiver's own sockets at once;
/// to the others, in conversations of up to 50, at most one a second per receiver, the latest. Runs
/// in the conversation's lane.
final class DeliveredPushes {
  private static final Duration INTERVAL = Duration.ofSeconds(1);
  private static final String EVENT = "conversation_delivered";

  private record Receiver(String conversationId, String userId) {}

  private final SocketDirectory directory;
  private final Rosters rosters;
  private final Lanes lanes;
  private final Throttle<Receiver> throttle;

  DeliveredPushes(SocketDirectory directory, Rosters rosters, Lanes lanes, Delay delay) {
    this.directory = directory;
    this.rosters = rosters;
    this.lanes = lanes;
    this.throttle = new Throttle<>(delay, INTERVAL);
  }

  void moved(DeliveredMoved moved) {
    directory.tellUsers(moved.conversationId(), List.of(moved.userId()), EVENT, view(moved));
    if (rosters.of(moved.conversationId()).members().size() <= ReadPushes.TOLD_UP_TO) {
      throttle.run(
          new Receiver(moved.conversationId(), moved.userId()),
          () -> lanes.run(moved.conversationId(), () -> tellOthers(moved)));
    }
  }

  private void tellOthers(DeliveredMoved moved) {
    var others =
        rosters.of(moved.conversationId()).userIds().stream()
            .filter(id -> !id.equals(moved.userId()))
            .toList();
    directory.tellUsers(moved.conversationId(), others, EVENT, view(moved));
  }

  private static Pushed.Delivered view(DeliveredMoved moved) {
    return new Pushed.Delivered(moved.conversationId(), moved.userId(), moved.seq());
  }
}
