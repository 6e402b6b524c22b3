package dev.parley.netty;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.ReferenceCountUtil;
import java.security.MessageDigest;

/// Lets in who knows the secret, each time, and ends every other connection.
@SuppressWarnings(
    "FutureReturnValueIgnored") // a failed write ends the connection, and that is heard of
final class RelayDoor extends ChannelInboundHandlerAdapter {
  static final String SECRET = "relay-secret";

  private final byte[] secret;
  private boolean shut;

  RelayDoor(String secret) {
    this.secret = secret.getBytes(US_ASCII);
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (shut) {
      ReferenceCountUtil.release(message);
    } else if (message instanceof HttpRequest request && !knows(request)) {
      shut = true;
      ReferenceCountUtil.release(message);
      var response =
          new DefaultFullHttpResponse(
              HttpVersion.HTTP_1_1, HttpResponseStatus.FORBIDDEN, Unpooled.EMPTY_BUFFER);
      response.headers().set(HttpHeaderNames.CONTENT_LENGTH, 0);
      response.headers().set(HttpHeaderNames.CONNECTION, "close");
      context.writeAndFlush(response).addListener(ChannelFutureListener.CLOSE);
    } else {
      context.fireChannelRead(message);
    }
  }

  private boolean knows(HttpRequest request) {
    var told = request.headers().get(SECRET, "");
    return request.decoderResult().isSuccess()
        && MessageDigest.isEqual(secret, told.getBytes(US_ASCII));
  }
}
