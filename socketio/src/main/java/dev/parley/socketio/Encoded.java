package dev.parley.socketio;

import dev.parley.engineio.Frame;

/// An event of one namespace, encoded once for any number of sockets ([Namespace#encode]).
public final class Encoded {
  private final Namespace namespace;
  private final Payload payload;
  private final Frame frame;

  Encoded(Namespace namespace, Payload payload) {
    this.namespace = namespace;
    this.payload = payload;
    this.frame = payload.packet(PacketType.EVENT, namespace.name(), PacketHeader.NO_ID);
  }

  /// The event's name and arguments as a JSON array; what is binary in them is not in it. Elsewhere
  /// [Namespace#encoded] makes the same event of it.
  public String json() {
    return payload.json();
  }

  Namespace namespace() {
    return namespace;
  }

  Payload payload() {
    return payload;
  }

  Frame frame() {
    return frame;
  }
}
