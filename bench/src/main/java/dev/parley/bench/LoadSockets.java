package dev.parley.bench;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolConfig;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler;
import io.netty.handler.codec.http.websocketx.WebSocketVersion;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Many light Socket.IO clients over WebSocket: they answer pings, hand on events and acks, and
/// parse nothing else, so that the load stays cheaper than what it measures.
final class LoadSockets implements AutoCloseable {
  /// Told of what arrives; called on the load's event loop.
  interface Listener {
    default void event(Socket socket, String packet) {}

    default void ack(Socket socket, int id, String packet) {}

    /// The connection is gone, or never came to be.
    default void closed(Socket socket) {}
  }

  private final EventLoopGroup loop =
      new MultiThreadIoEventLoopGroup(
          1, Epoll.isAvailable() ? EpollIoHandler.newFactory() : NioIoHandler.newFactory());
  private final int port;

  LoadSockets(int port) {
    this.port = port;
  }

  /// Completes once the namespace is connected.
  CompletableFuture<Socket> connect(People.Person person, Listener listener) {
    var socket = new Socket(person, listener);
    var uri = URI.create("ws://127.0.0.1:" + port + "/socket.io/?EIO=4&transport=websocket");
    var config =
        WebSocketClientProtocolConfig.newBuilder()
            .webSocketUri(uri)
            .version(WebSocketVersion.V13)
            .customHeaders(new DefaultHttpHeaders())
            .maxFramePayloadLength(1 << 20)
            .build();
    var bootstrap =
        new Bootstrap()
            .group(loop)
            .channel(Epoll.isAvailable() ? EpollSocketChannel.class : NioSocketChannel.class)
            .option(ChannelOption.TCP_NODELAY, true)
            .option(ChannelOption.SO_RCVBUF, 32 * 1024)
            .handler(
                new ChannelInitializer<>() {
                  @Override
                  protected void initChannel(Channel channel) {
                    channel
                        .pipeline()
                        .addLast(
                            new HttpClientCodec(),
                            new HttpObjectAggregator(8192),
                            new WebSocketClientProtocolHandler(config),
                            socket);
                  }
                });
    bootstrap
        .connect("127.0.0.1", port)
        .addListener(done -> {
          if (!done.isSuccess()) {
            socket.connected.completeExceptionally(done.cause());
            listener.closed(socket);
          }
        });
    return socket.connected;
  }

  /// Runs a task on the loop, which tells all listeners too.
  void after(Duration wait, Runnable task) {
    var _ = loop.schedule(task, wait.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() {
    loop.shutdownGracefully().syncUninterruptibly();
  }

  /// One client.
  @SuppressWarnings("FutureReturnValueIgnored") // a failed write closes the channel
  static final class Socket extends SimpleChannelInboundHandler<TextWebSocketFrame> {
    private final People.Person person;
    private final Listener listener;
    private final CompletableFuture<Socket> connected = new CompletableFuture<>();
    private volatile @Nullable Channel channel;

    private Socket(People.Person person, Listener listener) {
      this.person = person;
      this.listener = listener;
    }

    People.Person person() {
      return person;
    }

    /// Sends an event and asks for an ack under `ackId`.
    void emit(String event, int ackId, String payload) {
      send("42" + ackId + "[\"" + event + "\"," + payload + "]");
    }

    private void send(String packet) {
      var open = channel;
      if (open == null) {
        throw new IllegalStateException("not connected");
      }
      open.writeAndFlush(new TextWebSocketFrame(packet), open.voidPromise());
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
      channel = context.channel();
      context.fireChannelActive();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
      connected.completeExceptionally(new IllegalStateException("closed by the server"));
      listener.closed(this);
      context.fireChannelInactive();
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, TextWebSocketFrame frame) {
      var content = frame.content();
      var engine = content.getByte(content.readerIndex());
      if (engine == '2') {
        send("3");
      } else if (engine == '0') {
        send("40{\"token\":\"" + person.token() + "\"}");
      } else {
        message(content.toString(StandardCharsets.UTF_8));
      }
    }

    private void message(String packet) {
      switch (packet.charAt(1)) {
        case '0' -> connected.complete(this);
        case '2' -> listener.event(this, packet);
        case '3' -> listener.ack(this, ackId(packet), packet);
        default -> connected.completeExceptionally(new IllegalStateException(packet));
      }
    }

    private static int ackId(String packet) {
      var id = 0;
      for (var i = 2; Character.isDigit(packet.charAt(i)); i++) {
        id = id * 10 + packet.charAt(i) - '0';
      }
      return id;
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      connected.completeExceptionally(cause);
      context.close();
    }
  }
}
