package dev.parley.netty;

import dev.parley.engineio.Engine;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.timeout.IdleStateHandler;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;

/// An HTTP server for one engine and nothing else, for those who have none to put an
/// [EngineHttpHandler] into. On Linux it uses epoll, elsewhere NIO; it needs as many threads as
/// cores.
public final class EngineServer implements AutoCloseable {
  private final Engine engine;
  private final EventLoopGroup loops;
  private final Channel listening;

  private EngineServer(Engine engine, EventLoopGroup loops, Channel listening) {
    this.engine = engine;
    this.loops = loops;
    this.listening = listening;
  }

  /// Listens; port 0 is any free one.
  public static EngineServer start(Engine engine, HttpOptions options, InetSocketAddress address) {
    var epoll = Epoll.isAvailable();
    IoHandlerFactory io = epoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
    Class<? extends ServerChannel> type =
        epoll ? EpollServerSocketChannel.class : NioServerSocketChannel.class;
    var loops = new MultiThreadIoEventLoopGroup(Runtime.getRuntime().availableProcessors(), io);
    var bound =
        new ServerBootstrap()
            .group(loops)
            .channel(type)
            .option(ChannelOption.SO_BACKLOG, 1024)
            .childOption(ChannelOption.TCP_NODELAY, true)
            // or each connection makes one of its own
            .childOption(ChannelOption.RECVBUF_ALLOCATOR, new AdaptiveRecvByteBufAllocator())
            .childHandler(new Connections(engine, options))
            .bind(address)
            .awaitUninterruptibly();
    if (!bound.isSuccess()) {
      loops.shutdownGracefully().awaitUninterruptibly();
      throw new IllegalStateException("cannot listen on " + address, bound.cause());
    }
    return new EngineServer(engine, loops, bound.channel());
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
      var idle = engine.settings().pingInterval().plus(engine.settings().pingTimeout());
      channel
          .pipeline()
          .addLast(
              new IdleStateHandler(0, 0, idle.toMillis(), TimeUnit.MILLISECONDS),
              new HttpServerCodec(),
              new EngineHttpHandler(engine, options),
              notFound);
    }
  }

  public int port() {
    return ((InetSocketAddress) listening.localAddress()).getPort();
  }

  /// Ends all sessions, tells their clients, and stops.
  @Override
  public void close() {
    listening.close().awaitUninterruptibly();
    engine.close();
    loops.shutdownGracefully(50, 2_000, TimeUnit.MILLISECONDS).awaitUninterruptibly();
  }
}
