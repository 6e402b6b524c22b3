package dev.parley.netty;

import java.net.InetSocketAddress;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/// Knows which other server has a session. Asked with what a client sent, so an answer must come
/// from what the servers know of each other, never from the id alone.
@FunctionalInterface
public interface SessionOwners {
  /// Where the [RelayPort] of the session's server listens, null if no live one can have it. Runs
  /// on an event loop, so it must not block; the answer may come on any thread.
  CompletionStage<@Nullable InetSocketAddress> find(String sessionId);
}
