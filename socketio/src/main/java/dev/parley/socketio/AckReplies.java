package dev.parley.socketio;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the sockets of a broadcast answered.
///
/// @param asked how many sockets the event went to
/// @param replies the arguments of each acknowledgement, in the order of arrival; fewer than
///   `asked` when sockets disconnected or the time ran out
public record AckReplies(int asked, List<List<@Nullable Object>> replies) {
  public boolean complete() {
    return replies.size() == asked;
  }
}
