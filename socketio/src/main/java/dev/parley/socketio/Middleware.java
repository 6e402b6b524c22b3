package dev.parley.socketio;

/// Decides whether a socket may connect to a namespace; runs at CONNECT, in the order of
/// registration, on the connection's virtual thread, so that it may block.
///
/// The socket is not connected yet: what is emitted to it now is dropped, rooms joined now count
/// from the moment it is.
@FunctionalInterface
public interface Middleware {
  /// Returns to let the socket pass.
  ///
  /// @throws ConnectRefused to answer with a CONNECT_ERROR
  /// @throws ConnectAborted to close the transport without an answer; any other exception does the
  ///   same and goes to the [FaultHandler]
  void handle(Socket socket) throws Exception;
}
