package dev.parley.engineio;

/// What is wrong with a request, in the numbers and words that clients of Engine.IO know.
public enum ProtocolError {
  UNKNOWN_TRANSPORT(400, 0, "Transport unknown"),
  UNKNOWN_SESSION(400, 1, "Session ID unknown"),
  BAD_HANDSHAKE_METHOD(400, 2, "Bad handshake method"),
  BAD_REQUEST(400, 3, "Bad request"),
  FORBIDDEN(403, 4, "Forbidden"),
  UNSUPPORTED_VERSION(400, 5, "Unsupported protocol version");

  private final int status;
  private final String json;

  ProtocolError(int status, int code, String message) {
    this.status = status;
    this.json = "{\"code\":" + code + ",\"message\":\"" + message + "\"}";
  }

  /// The HTTP status.
  public int status() {
    return status;
  }

  /// The body.
  public String json() {
    return json;
  }
}
