package dev.parley.gateway;

import dev.parley.chat.ChatEvent.MarkMoved;
import dev.parley.chat.Delay;
import dev.parley.chat.Rosters;
import java.time.Duration;
import java.util.List;

/// Pushes of read marks: to the reader's own sockets at once; to the others, in conversations of up
/// to 50, at most one a second per reader, the latest. Runs in the conversation's lane.
final class ReadPushes {
  static final int TOLD_UP_TO = 50;
  private static final Duration INTERVAL = Duration.ofSeconds(1);

  private record Reader(String conversationId, String userId) {}

  private final SocketDirectory directory;
  private final Rosters rosters;
  private final Lanes lanes;
  private final Throttle<Reader> throttle;

  ReadPushes(SocketDirectory directory, Rosters rosters, Lanes lanes, Delay delay) {
    this.directory = directory;
    this.rosters = rosters;
    this.lanes = lanes;
    this.throttle = new Throttle<>(delay, INTERVAL);
  }

  void moved(MarkMoved moved) {
    directory.tellUsers(
        moved.conversationId(), List.of(moved.userId()), "conversation_read", view(moved, true));
    if (rosters.of(moved.conversationId()).members().size() <= TOLD_UP_TO) {
      throttle.run(
          new Reader(moved.conversationId(), moved.userId()),
          () -> lanes.run(moved.conversationId(), () -> tellOthers(moved)));
    }
  }

  private void tellOthers(MarkMoved moved) {
    var others =
        rosters.of(moved.conversationId()).members().stream()
            .map(member -> member.userId())
            .filter(id -> !id.equals(moved.userId()))
            .toList();
    directory.tellUsers(moved.conversationId(), others, "conversation_read", view(moved, false));
  }

  private static Pushed.Read view(MarkMoved moved, boolean own) {
    var mark = moved.mark();
    return new Pushed.Read(
        moved.conversationId(),
        moved.userId(),
        mark.seq(),
        own ? mark.unread() : null,
        own ? mark.mentions() : null);
  }
}
