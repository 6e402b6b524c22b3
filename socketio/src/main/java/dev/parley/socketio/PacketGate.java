package dev.parley.socketio;

/// Asked for each event packet of a socket before its payload is parsed: the place for a limit of
/// packets per second. Runs on the connection's virtual thread; keep its state in the socket's
/// [attachment][Socket#attach].
@FunctionalInterface
public interface PacketGate {
  /// False drops the packet unread, with its attachments; no acknowledgement is sent. The gate may
  /// also tell or disconnect the socket.
  boolean admits(Socket socket);
}
