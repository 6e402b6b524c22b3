package dev.parley.server;

import dev.parley.engineio.Engine;
import dev.parley.netty.Relay;
import dev.parley.socketio.SocketServer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;

/// Closes sockets properly when the server stops, before the port closes and while the store is
/// there: no new one is opened, handlers end, what is pending is sent, clients see a close and come
/// back. Readiness went down before. Many are sent away one after another, so that where they go is
/// not stormed.
final class SocketDrain implements SmartLifecycle {
  private static final Duration EACH = Duration.ofMillis(5);
  private static final Duration ALL = Duration.ofSeconds(3);

  private final SocketServer sockets;
  private final Engine engine;
  private final @Nullable Relay relay;
  private final Duration patience;
  private volatile boolean running;

  /// @param relay null where there are no other nodes
  SocketDrain(SocketServer sockets, Engine engine, @Nullable Relay relay, Duration patience) {
    this.sockets = sockets;
    this.engine = engine;
    this.relay = relay;
    this.patience = patience;
  }

  @Override
  public void start() {
    running = true;
  }

  @Override
  public void stop() {
    running = false;
    engine.refuseNew();
    var leaving = spread(engine.sessions().size());
    var passing = relay == null ? null : relay.sendAway(spread(relay.webSockets()));
    sockets.close(leaving, patience);
    if (passing != null) {
      await(passing.toCompletableFuture());
    }
    engine.close();
  }

  private static Duration spread(int clients) {
    var spread = EACH.multipliedBy(clients);
    return spread.compareTo(ALL) < 0 ? spread : ALL;
  }

  private static void await(CompletableFuture<?> passing) {
    try {
      passing.get(ALL.plusSeconds(2).toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      // Who has not gone by then goes with the port.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  /// Stopped first of all.
  @Override
  public int getPhase() {
    return DEFAULT_PHASE;
  }
}
