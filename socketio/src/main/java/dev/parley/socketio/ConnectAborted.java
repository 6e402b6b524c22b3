package dev.parley.socketio;

/// A CONNECT is not answered: the transport closes, and official clients try again after a while.
public final class ConnectAborted extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ConnectAborted(String message) {
    super(message, null, false, false);
  }
}
