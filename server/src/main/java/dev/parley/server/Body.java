package dev.parley.server;

import dev.parley.gateway.Fields;
import dev.parley.gateway.Json;
import java.util.Map;

/// The body of a request, as it came. Parsed by the controller, on its own thread.
final class Body {
  private final byte[] bytes;

  Body(byte[] bytes) {
    this.bytes = bytes;
  }

  /// Its fields; none when there is no body.
  Fields fields() {
    return new Fields(bytes.length == 0 ? Map.of() : Json.object(bytes));
  }
}
