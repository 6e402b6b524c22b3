package dev.parley.server;

import dev.parley.engineio.Engine;
import dev.parley.socketio.SocketServer;
import java.time.Duration;
import org.springframework.context.SmartLifecycle;

/// Closes sockets properly when the server stops, before the port closes and while the store is
/// there: handlers end, what is pending is sent, clients see a close and come back.
final class SocketDrain implements SmartLifecycle {
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
    sockets.close(patience);
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
