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
  private final Engine engine;
  private final HttpOptions options;
  private final ConnectionsByAddress connections;
  private final Duration patience;

  ConnectionSetup(Engine engine, HttpOptions options, ConnectionsByAddress connections) {
    this.engine = engine;
    this.options = options;
    this.connections = connections;
    // A waiting poll is answered by a ping before that.
    this.patience = engine.settings().pingInterval().plus(engine.settings().pingTimeout());
  }

  void accept(Channel channel) {
    if (channel.remoteAddress() instanceof InetSocketAddress peer
        && !connections.admit(channel, peer.getAddress())) {
      var _ = channel.close();
      return;
    }
    channel
        .pipeline()
        .addFirst("parley.idle", new IdleConnections(patience))
        .addAfter(NettyPipeline.HttpCodec, "parley.heads", new HeadDeadline(patience))
        .addAfter("parley.heads", "parley.sockets", new EngineHttpHandler(engine, options))
        .addAfter("parley.sockets", "parley.malformed", new MalformedRequests());
  }
}
