package dev.parley.socketio;

/// Greets a socket: its `40{"sid"}` is queued, and no event of it is handled before this returns.
@FunctionalInterface
public interface ConnectHandler {
  void handle(Socket socket) throws Exception;
}
