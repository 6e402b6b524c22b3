package dev.parley.netty;

import static io.netty.handler.codec.http.HttpHeaderNames.*;
import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpServerCodec;

/// A WebSocket between a client and another server: bytes as they come, both ways. One side is read
/// only while the other takes what it is given. Both are of one event loop.
@SuppressWarnings(
    "FutureReturnValueIgnored") // a failed write ends the connection, and that is heard of
final class Tunnel {
  private final ChannelHandlerContext codec;
  private final Channel owner;

  Tunnel(Exchange exchange, RelayConnection connection) {
    this.codec = exchange.context().pipeline().context(HttpServerCodec.class);
    this.owner = connection.channel();
  }

  /// Hands the other server's 101 on and takes HTTP away on both sides.
  void open(HttpResponse accepted) {
    codec.write(Unpooled.copiedBuffer(head(accepted), US_ASCII));
    var client = codec.channel();
    WebSocketUpgrade.leaveHttp(codec, new End(owner), placed -> {});
    var pipeline = owner.pipeline();
    var handlers = pipeline.toMap().values().stream().toList();
    pipeline.addLast(new End(client));
    handlers.stream().filter(each -> !(each instanceof HttpClientCodec)).forEach(pipeline::remove);
    // last: it hands on what it has read already
    pipeline.remove(HttpClientCodec.class);
    client.flush();
  }

  private static String head(HttpResponse accepted) {
    var extensions = accepted.headers().get(SEC_WEBSOCKET_EXTENSIONS);
    return "HTTP/1.1 101 Switching Protocols\r\n"
        + "Upgrade: websocket\r\n"
        + "Connection: Upgrade\r\n"
        + ("Sec-WebSocket-Accept: " + accepted.headers().get(SEC_WEBSOCKET_ACCEPT) + "\r\n")
        + (extensions == null ? "" : "Sec-WebSocket-Extensions: " + extensions + "\r\n")
        + "\r\n";
  }

  private static final class End extends ChannelInboundHandlerAdapter {
    private final Channel other;

    End(Channel other) {
      this.other = other;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object bytes) {
      other.write(bytes);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
      other.flush();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
      other.config().setAutoRead(context.channel().isWritable());
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
      other.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      context.close();
    }
  }
}
