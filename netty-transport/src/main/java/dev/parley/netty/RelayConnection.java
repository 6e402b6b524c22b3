package dev.parley.netty;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.timeout.IdleStateEvent;
import org.jspecify.annotations.Nullable;

/// A connection to another server, for one request at a time. All of it runs on its loop.
@SuppressWarnings(
    "FutureReturnValueIgnored") // a failed write ends the connection, and that is heard of
final class RelayConnection extends SimpleChannelInboundHandler<FullHttpResponse> {
  private final Channel channel;
  private final RelayConnections home;
  private final String secret;
  private @Nullable RelayedRequest request;

  RelayConnection(Channel channel, RelayConnections home, String secret) {
    this.channel = channel;
    this.home = home;
    this.secret = secret;
  }

  Channel channel() {
    return channel;
  }

  void carry(RelayedRequest next) {
    request = next;
    if (!next.connected(this)) {
      request = null;
      home.giveBack(this);
    }
  }

  void send(HttpObject part) {
    if (part instanceof HttpRequest head) {
      head.headers().set(RelayDoor.SECRET, secret);
    }
    channel.write(part);
  }

  void flush() {
    channel.flush();
  }

  void close() {
    request = null;
    channel.close();
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, FullHttpResponse response) {
    var asked = request;
    request = null;
    if (asked == null || response.decoderResult().isFailure()) {
      channel.close();
      if (asked != null) {
        asked.lost();
      }
      return;
    }
    asked.answered(this, response);
    if (context.isRemoved()) {
      return;
    }
    if (HttpUtil.isKeepAlive(response)) {
      home.giveBack(this);
    } else {
      channel.close();
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    var asked = request;
    request = null;
    if (asked != null) {
      asked.lost();
    }
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    if (event instanceof IdleStateEvent) {
      context.close();
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    context.close();
  }
}
