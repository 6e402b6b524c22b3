package dev.parley.socketio;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A socket that ended and may be recovered. Places are those of the log of [Recovery].
///
/// @param pid the client's secret name for it
/// @param born where the log stood at its first CONNECT: the place of a client that saw nothing yet
/// @param lastSent the last place sent to it
/// @param settledAt up to here, what was not sent was not meant for it
/// @param at when it ended, in the clock's milliseconds
record SavedSocket(
    String id,
    String pid,
    Set<String> rooms,
    @Nullable Object attachment,
    long born,
    long lastSent,
    long settledAt,
    long at) {

  /// Behind which place of the log the packets begin that a client missed which saw this one last.
  long replayAfter(long seen) {
    return seen == lastSent ? settledAt : seen;
  }
}
