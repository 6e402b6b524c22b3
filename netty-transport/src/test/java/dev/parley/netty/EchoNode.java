package dev.parley.netty;

import dev.parley.engineio.EngineSettings;
import dev.parley.engineio.ManualClock;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/// An echo server that is one of several, where no time passes: nobody is pinged.
final class EchoNode implements AutoCloseable {
  static final String SECRET = "known to all of them";
  static final int ID_LENGTH = 8;

  final Echo echo;
  final Relay relay;
  final RelayPort internal;

  EchoNode(String id, Map<String, InetSocketAddress> nodes) {
    this(id, nodes, EngineSettings.defaults(), HttpOptions.defaults());
  }

  EchoNode(
      String id,
      Map<String, InetSocketAddress> nodes,
      EngineSettings defaults,
      HttpOptions options) {
    var settings = defaults.withSessionIdPrefix(id);
    SessionOwners owners =
        sid -> {
          var owner = sid.substring(0, ID_LENGTH);
          return CompletableFuture.completedFuture(owner.equals(id) ? null : nodes.get(owner));
        };
    relay = new Relay(owners, settings, SECRET);
    echo = new Echo(settings, options.withRelay(relay), new ManualClock());
    internal =
        RelayPort.start(
            echo.engine,
            options.path(),
            SECRET,
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    nodes.put(id, new InetSocketAddress(InetAddress.getLoopbackAddress(), internal.port()));
  }

  static Map<String, InetSocketAddress> none() {
    return new ConcurrentHashMap<>();
  }

  int port() {
    return echo.port();
  }

  @Override
  public void close() {
    internal.close();
    echo.close();
  }
}
