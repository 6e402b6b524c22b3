package dev.parley.server;

import dev.parley.engineio.Engine;
import dev.parley.socketio.SocketServer;
import java.time.Duration;
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
  private final Duration patience;
  private volatile boolean running;

  SocketDrain(SocketServer sockets, Engine engine, Duration patience) {
    this.sockets = sockets;
    this.engine = engine;
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
    var spread = EACH.multipliedBy(engine.sessions().size());
    sockets.close(spread.compareTo(ALL) < 0 ? spread : ALL, patience);
    engine.close();
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
