package dev.parley.server;

import dev.parley.engineio.Engine;
import dev.parley.netty.EngineHttpHandler;
import dev.parley.netty.HeadDeadline;
import dev.parley.netty.HttpOptions;
import io.netty.channel.Channel;
import java.net.InetSocketAddress;
import java.time.Duration;
import reactor.netty.NettyPipeline;

/// What each new connection gets besides the framework's own: a place among those of its address,
/// an end when nobody uses it, and sockets, whose requests never reach the framework.
final class ConnectionSetup {
  /// Longer than the minute for which proxies keep a connection to be used again: they would send a
  /// request into its end. And a waiting poll is answered by a ping long before.
  private static final Duration PATIENCE = Duration.ofSeconds(75);

  private final Engine engine;
  private final HttpOptions options;
  private final ConnectionsByAddress connections;

  ConnectionSetup(Engine engine, HttpOptions options, ConnectionsByAddress connections) {
    this.engine = engine;
    this.options = options;
    this.connections = connections;
  }

  void accept(Channel channel) {
    if (channel.remoteAddress() instanceof InetSocketAddress peer
        && !connections.admit(channel, peer.getAddress())) {
      var _ = channel.close();
      return;
    }
    channel
        .pipeline()
        .addFirst("parley.idle", new IdleConnections(PATIENCE))
        .addAfter(NettyPipeline.HttpCodec, "parley.heads", new HeadDeadline(PATIENCE))
        .addAfter("parley.heads", "parley.sockets", new EngineHttpHandler(engine, options))
        .addAfter("parley.sockets", "parley.malformed", new MalformedRequests());
  }
}
