package dev.parley.netty;

import dev.parley.engineio.Engine;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.timeout.IdleStateHandler;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;

/// An HTTP server for one engine and nothing else, for those who have none to put an
/// [EngineHttpHandler] into. On Linux it uses epoll, elsewhere NIO; it needs as many threads as
/// cores.
public final class EngineServer implements AutoCloseable {
  private final Engine engine;
  private final ListeningPort port;

  private EngineServer(Engine engine, ListeningPort port) {
    this.engine = engine;
    this.port = port;
  }

  /// Listens; port 0 is any free one.
  public static EngineServer start(Engine engine, HttpOptions options, InetSocketAddress address) {
    return new EngineServer(engine, ListeningPort.open(address, new Connections(engine, options)));
  }

  private static final class Connections extends ChannelInitializer<Channel> {
    private final Engine engine;
    private final HttpOptions options;
    private final NotFound notFound = new NotFound();

    Connections(Engine engine, HttpOptions options) {
      this.engine = engine;
      this.options = options;
    }

    @Override
    protected void initChannel(Channel channel) {
      // a waiting poll is answered by a ping before that
      var patience = engine.settings().pingInterval().plus(engine.settings().pingTimeout());
      channel
          .pipeline()
          .addLast(
              new IdleStateHandler(0, 0, patience.toMillis(), TimeUnit.MILLISECONDS),
              new HttpServerCodec(),
              new HeadDeadline(patience),
              new EngineHttpHandler(engine, options),
              notFound);
    }
  }

  public int port() {
    return port.number();
  }

  /// Ends all sessions, tells their clients, and stops.
  @Override
  public void close() {
    port.stopListening();
    engine.close();
    port.stop();
  }
}
