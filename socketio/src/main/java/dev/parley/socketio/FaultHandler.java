package dev.parley.socketio;

/// Is told what a handler or middleware of the application threw.
@FunctionalInterface
public interface FaultHandler {
  void onFault(Socket socket, Throwable fault);

  /// Logs at ERROR with the name of this package.
  static FaultHandler logging() {
    System.Logger log = System.getLogger("dev.parley.socketio");
    return (socket, fault) ->
        log.log(System.Logger.Level.ERROR, "A handler failed for socket " + socket.id(), fault);
  }
}
