package dev.parley.socketio;

/// JSON that may be sound but nests deeper, or holds a longer number, than this server reads.
final class BeyondLimits extends MalformedPacket {
  private static final long serialVersionUID = 1L;

  BeyondLimits() {
    super("JSON beyond the limits");
  }
}
