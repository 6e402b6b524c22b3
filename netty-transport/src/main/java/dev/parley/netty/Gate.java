package dev.parley.netty;

import dev.parley.engineio.Handshake;
import org.jspecify.annotations.Nullable;

/// Decides who may open a session, or upgrade one, before there is any. Runs on an event loop, so
/// it must not block.
@FunctionalInterface
public interface Gate {
  /// Null to let the request in.
  @Nullable Refusal refuse(Handshake handshake);
}
