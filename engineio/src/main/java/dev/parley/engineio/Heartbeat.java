package dev.parley.engineio;

/// When a session is next due for a ping, or its pong. Guarded by [Heartbeats].
final class Heartbeat {
  final Session session;

  /// Milliseconds of the clock: the next ping is sent, or the pong must have come.
  long due;

  boolean awaitingPong;

  /// Its place in the queue, never later than `due`.
  long queuedAt;

  Heartbeat(Session session) {
    this.session = session;
  }
}
