package dev.parley.netty;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.IoEventLoop;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.timeout.IdleStateHandler;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/// Connections to other servers. One that is free is used again by the event loop that it belongs
/// to, so that a request and its relaying never change threads.
@SuppressWarnings("FutureReturnValueIgnored") // what becomes of a connection is heard of by its end
final class RelayConnections {
  private static final int CONNECT_MILLIS = 2_000;

  /// More than an outbox holds by any sensible setting.
  private static final int MAX_ANSWER = 64 << 20;

  private record Place(EventLoop loop, InetSocketAddress owner) {}

  private final ConcurrentHashMap<Place, ArrayDeque<RelayConnection>> free =
      new ConcurrentHashMap<>();
  private final ConcurrentHashMap<InetSocketAddress, Set<Channel>> open = new ConcurrentHashMap<>();
  private final Duration patience;
  private final String secret;

  RelayConnections(Duration patience, String secret) {
    this.patience = patience;
    this.secret = secret;
  }

  /// On the loop. The request is carried at once or soon, or told that it is lost.
  void take(EventLoop loop, InetSocketAddress owner, RelayedRequest request) {
    var idle = free.get(new Place(loop, owner));
    var connection = idle == null ? null : idle.pollLast();
    if (connection != null && connection.channel().isActive()) {
      connection.carry(request);
    } else {
      connect(loop, owner, request);
    }
  }

  private void connect(EventLoop loop, InetSocketAddress owner, RelayedRequest request) {
    var epoll = loop instanceof IoEventLoop io && io.isIoType(EpollIoHandler.class);
    new Bootstrap()
        .group(loop)
        .channel(epoll ? EpollSocketChannel.class : NioSocketChannel.class)
        .option(ChannelOption.TCP_NODELAY, true)
        .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_MILLIS)
        .handler(new Connected())
        .connect(owner)
        .addListener(connecting -> {
          if (connecting.isSuccess() && connecting instanceof ChannelFuture future) {
            begin(future.channel(), owner, request);
          } else {
            request.lost();
          }
        });
  }

  private void begin(Channel channel, InetSocketAddress owner, RelayedRequest request) {
    var place = new Place(channel.eventLoop(), owner);
    open.computeIfAbsent(owner, any -> ConcurrentHashMap.newKeySet()).add(channel);
    var connection = new RelayConnection(channel, this, secret);
    channel.pipeline().addLast(connection);
    channel.closeFuture().addListener(closed -> forget(place, connection));
    connection.carry(request);
  }

  /// Those that nobody wants any more leave the pool by themselves.
  private void forget(Place place, RelayConnection connection) {
    free.computeIfPresent(
        place,
        (same, idle) -> {
          idle.remove(connection);
          return idle.isEmpty() ? null : idle;
        });
    open.computeIfPresent(
        place.owner(),
        (same, channels) -> {
          channels.remove(connection.channel());
          return channels.isEmpty() ? null : channels;
        });
  }

  void giveBack(RelayConnection connection) {
    if (connection.channel().isActive()
        && connection.channel().remoteAddress() instanceof InetSocketAddress owner) {
      var place = new Place(connection.channel().eventLoop(), owner);
      free.computeIfAbsent(place, any -> new ArrayDeque<>()).addLast(connection);
    }
  }

  void drop(InetSocketAddress owner) {
    var channels = open.get(owner);
    if (channels != null) {
      channels.forEach(Channel::close);
    }
  }

  private final class Connected extends ChannelInitializer<Channel> {
    @Override
    protected void initChannel(Channel channel) {
      channel
          .pipeline()
          .addLast(
              new IdleStateHandler(0, 0, patience.toMillis(), TimeUnit.MILLISECONDS),
              new HttpClientCodec(),
              new HttpObjectAggregator(MAX_ANSWER));
    }
  }
}
