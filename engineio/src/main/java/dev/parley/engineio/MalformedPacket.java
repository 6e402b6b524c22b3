package dev.parley.engineio;

import java.io.Serial;

/// What the other side sent is no packet of the protocol. Cheap to throw: it has no stack trace,
/// since the fault is not here.
public final class MalformedPacket extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  public MalformedPacket(String message) {
    super(message, null, false, false);
  }
}
