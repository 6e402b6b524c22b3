package dev.parley.socketio;

/// What a peer sent is not a Socket.IO 5 packet; its connection closes with "parse error". It has
/// no stack trace: a peer can cause any number of these.
sealed class MalformedPacket extends RuntimeException permits BeyondLimits {
  private static final long serialVersionUID = 1L;

  MalformedPacket(String message) {
    super(message, null, false, false);
  }
}
