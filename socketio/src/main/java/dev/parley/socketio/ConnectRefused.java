package dev.parley.socketio;

import org.jspecify.annotations.Nullable;

/// A CONNECT is answered with `44{"message":…,"data":…}`. Official clients do not try again by
/// themselves after it: what passes by itself is rather a [ConnectAborted].
public final class ConnectRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient @Nullable Object data;

  public ConnectRefused(String message) {
    this(message, null);
  }

  /// A refusal with details for the client.
  ///
  /// @param data any value that an event can carry save binary; null for none
  public ConnectRefused(String message, @Nullable Object data) {
    super(message, null, false, false);
    this.data = data;
  }

  public @Nullable Object data() {
    return data;
  }
}
