package dev.parley.server;

import dev.parley.engineio.Engine;
import dev.parley.netty.HttpOptions;
import dev.parley.netty.RelayPort;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;

/// Opens the port for other nodes before they hear of it, and closes it when they know that this
/// one is gone.
final class RelayStart implements SmartLifecycle {
  private final Engine engine;
  private final HttpOptions options;
  private final Secrets secrets;
  private final NodeSettings settings;
  private volatile @Nullable RelayPort port;

  RelayStart(Engine engine, HttpOptions options, Secrets secrets, NodeSettings settings) {
    this.engine = engine;
    this.options = options;
    this.secrets = secrets;
    this.settings = settings;
  }

  @Override
  public void start() {
    var address = settings.socketAddress();
    try {
      port = RelayPort.start(engine, options.path(), secrets.relaySecret(), address);
    } catch (IllegalStateException e) {
      throw new StartFailure("PARLEY_NODE_ADDRESS: " + e.getMessage());
    }
  }

  @Override
  public void stop() {
    var open = port;
    port = null;
    if (open != null) {
      open.close();
    }
  }

  @Override
  public boolean isRunning() {
    return port != null;
  }

  /// Before the lease, and after it.
  @Override
  public int getPhase() {
    return -1;
  }
}
