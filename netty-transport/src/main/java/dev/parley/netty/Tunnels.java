package dev.parley.netty;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/// The tunnels that are open.
final class Tunnels {
  private final Set<Tunnel> open = ConcurrentHashMap.newKeySet();
  private volatile boolean sendingAway;

  @SuppressWarnings("FutureReturnValueIgnored") // a listener is no result
  void add(Tunnel tunnel) {
    open.add(tunnel);
    tunnel.ended().addListener(closed -> open.remove(tunnel));
    if (sendingAway) {
      tunnel.sendAway();
    }
  }

  int count() {
    return open.size();
  }

  @SuppressWarnings("FutureReturnValueIgnored") // a listener is no result
  CompletableFuture<?> sendAway(Duration spread) {
    sendingAway = true;
    var all = new ArrayList<>(open);
    var ends = new ArrayList<CompletableFuture<?>>();
    for (var i = 0; i < all.size(); i++) {
      var tunnel = all.get(i);
      var end = new CompletableFuture<Boolean>();
      tunnel.ended().addListener(closed -> end.complete(true));
      ends.add(end);
      CompletableFuture.delayedExecutor(
              spread.toNanos() * i / all.size(), TimeUnit.NANOSECONDS, Runnable::run)
          .execute(tunnel::sendAway);
    }
    return CompletableFuture.allOf(ends.toArray(CompletableFuture<?>[]::new));
  }
}
