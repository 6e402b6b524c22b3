package dev.parley.socketio;

/// Handles the events of a socket: one at a time, in their order, on a virtual thread, so that it
/// may block. What it throws goes to the [FaultHandler]; the socket lives on.
@FunctionalInterface
public interface EventHandler {
  void handle(Socket socket, Event event) throws Exception;
}
