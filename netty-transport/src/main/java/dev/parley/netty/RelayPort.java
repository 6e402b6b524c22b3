package dev.parley.netty;

import dev.parley.engineio.Engine;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.timeout.IdleStateHandler;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;

/// Where an engine takes requests that other servers relay. No browser and no balancer shall reach
/// it: origins and gates were decided by the server that relays.
public final class RelayPort implements AutoCloseable {
  private final ListeningPort port;

  private RelayPort(ListeningPort port) {
    this.port = port;
  }

  /// Listens; port 0 is any free one.
  ///
  /// @param path the same as the one that clients use
  /// @param secret the one of all [Relay]s
  public static RelayPort start(
      Engine engine, String path, String secret, InetSocketAddress address) {
    var options = HttpOptions.defaults().withPath(path);
    return new RelayPort(ListeningPort.open(address, new Connections(engine, options, secret)));
  }

  public int port() {
    return port.number();
  }

  @Override
  public void close() {
    port.stopListening();
    port.stop();
  }

  private static final class Connections extends ChannelInitializer<Channel> {
    private final Engine engine;
    private final HttpOptions options;
    private final String secret;
    private final NotFound notFound = new NotFound();

    Connections(Engine engine, HttpOptions options, String secret) {
      this.engine = engine;
      this.options = options;
      this.secret = secret;
    }

    @Override
    protected void initChannel(Channel channel) {
      // the other side gives a connection up before that
      var idle = Relay.patience(engine.settings()).multipliedBy(2);
      channel
          .pipeline()
          .addLast(
              new IdleStateHandler(0, 0, idle.toMillis(), TimeUnit.MILLISECONDS),
              new HttpServerCodec(),
              new RelayDoor(secret),
              new EngineHttpHandler(engine, options),
              notFound);
    }
  }
}
