package dev.parley.engineio;

/// Why a session ended; the texts are those that Socket.IO shows to applications, where it has one.
public enum CloseReason {
  /// The client closed, or its connection did.
  TRANSPORT_CLOSE("transport close"),
  /// The connection broke, or its use was against the protocol (two polls at once).
  TRANSPORT_ERROR("transport error"),
  /// No pong within the time.
  PING_TIMEOUT("ping timeout"),
  /// The client sent something malformed.
  PARSE_ERROR("parse error"),
  /// The client sent more at once than it may.
  PAYLOAD_TOO_LARGE("payload too large"),
  /// The application closed it.
  FORCED_CLOSE("forced close"),
  /// The client reads slower than is sent to it.
  SLOW_READER("slow reader"),
  /// A listener failed, which is a defect of the application.
  SERVER_ERROR("server error"),
  SERVER_SHUTTING_DOWN("server shutting down");

  private final String text;

  CloseReason(String text) {
    this.text = text;
  }

  public String text() {
    return text;
  }
}
