package dev.parley.socketio;

/// Runs once for every socket that was connected, after the last of its events.
///
/// The socket is then in no room any more and sends nothing; [Socket#rooms] still tells where it
/// was. The reason is one of Socket.IO's strings: `client namespace disconnect`, `server namespace
/// disconnect`, or that of the transport's end (`transport close`, `ping timeout`, …).
@FunctionalInterface
public interface DisconnectHandler {
  void handle(Socket socket, String reason) throws Exception;
}
