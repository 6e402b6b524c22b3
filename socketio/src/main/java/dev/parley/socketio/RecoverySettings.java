package dev.parley.socketio;

import java.time.Duration;

/// Bounds of connection state recovery, for each namespace
/// (https://socket.io/docs/v4/connection-state-recovery). What no longer fits is forgotten, oldest
/// first; whoever needed it connects as new.
///
/// @param maxDisconnection how long after a disconnect a client may come back
/// @param maxPackets how many sent packets are kept
/// @param maxBytes how many bytes of sent packets are kept
/// @param maxSessions how many disconnected sockets are kept
/// @param skipMiddleware whether a recovered socket passes without being asked again
public record RecoverySettings(
    Duration maxDisconnection,
    int maxPackets,
    long maxBytes,
    int maxSessions,
    boolean skipMiddleware) {

  /// Two minutes, 10,000 packets, 16 MB, 10,000 sessions; middleware runs.
  public static RecoverySettings defaults() {
    return new RecoverySettings(Duration.ofMinutes(2), 10_000, 16_000_000, 10_000, false);
  }
}
