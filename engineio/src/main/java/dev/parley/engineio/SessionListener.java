package dev.parley.engineio;

/// What the protocol above hears of one session: one call at a time, in the order things came in,
/// on a virtual thread, so blocking is fine. Input that comes faster than it is handled stops the
/// connection's reading.
public interface SessionListener {
  void onText(Session session, String data);

  void onBinary(Session session, byte[] data);

  /// The last call. Everything that came in before the end has been handled by then.
  void onClose(Session session, CloseReason reason);

  /// The client read too slowly: what waited for it was dropped, and everything sent since; by now
  /// it reads again. The session goes on, and who listens must tell the client what it missed;
  /// without such a way it is closed.
  default void onBacklogDropped(Session session) {
    session.close(CloseReason.SLOW_READER);
  }
}
