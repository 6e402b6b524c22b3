package dev.parley.netty;

import static io.netty.handler.codec.http.HttpHeaderNames.*;
import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.util.ReferenceCountUtil;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/// A WebSocket between a client and another server: bytes as they come, both ways. One side is read
/// only while the other takes what it is given. Both are of one event loop.
@SuppressWarnings(
    "FutureReturnValueIgnored") // a failed write ends the connection, and that is heard of
final class Tunnel {
  private final ChannelHandlerContext codec;
  private final Channel owner;
  private final ToClient toClient;

  Tunnel(Exchange exchange, RelayConnection connection) {
    this.codec = exchange.context().pipeline().context(HttpServerCodec.class);
    this.owner = connection.channel();
    this.toClient = new ToClient(codec.channel());
  }

  /// Hands the other server's 101 on and takes HTTP away on both sides.
  void open(HttpResponse accepted) {
    codec.write(Unpooled.copiedBuffer(head(accepted), US_ASCII));
    var client = codec.channel();
    WebSocketUpgrade.leaveHttp(codec, new End(owner), placed -> {});
    var pipeline = owner.pipeline();
    var handlers = pipeline.toMap().values().stream().toList();
    pipeline.addLast(toClient);
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

  /// Closes the client's side with a close frame, after the frame that is on its way. On any
  /// thread.
  void sendAway() {
    codec.channel().eventLoop().execute(toClient::close);
  }

  /// When it has ended.
  ChannelFuture ended() {
    return codec.channel().closeFuture();
  }

  private static class End extends ChannelInboundHandlerAdapter {
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

  /// Hands the other server's frames on, and knows where they end.
  private static final class ToClient extends End {
    /// Not masked, with the code for going away.
    private static final byte[] GOING_AWAY = {(byte) 0x88, 2, 0x03, (byte) 0xe9};

    private static final Duration CLOSED = Duration.ofSeconds(1);

    private final Channel client;
    private final FrameEnds frames = new FrameEnds();
    private boolean closing;
    private boolean closed;

    ToClient(Channel client) {
      super(client);
      this.client = client;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      if (closed || !(message instanceof ByteBuf bytes)) {
        ReferenceCountUtil.release(message);
        return;
      }
      var at = bytes.readerIndex();
      while (at < bytes.writerIndex() && !(closing && frames.isAtEnd())) {
        at += frames.passToEnd(bytes, at);
      }
      bytes.writerIndex(at);
      super.channelRead(context, bytes);
      closeAtEnd();
    }

    private void close() {
      closing = true;
      closeAtEnd();
    }

    /// The client closes then; if it doesn't, this server does.
    private void closeAtEnd() {
      if (closing && !closed && frames.isAtEnd()) {
        closed = true;
        client.writeAndFlush(Unpooled.wrappedBuffer(GOING_AWAY));
        client.eventLoop().schedule(() -> client.close(), CLOSED.toMillis(), TimeUnit.MILLISECONDS);
      }
    }
  }
}
