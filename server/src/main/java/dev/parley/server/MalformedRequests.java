package dev.parley.server;

import dev.parley.gateway.Json;
import dev.parley.gateway.Problem;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpObject;

/// Gives a body to the answer to what is no HTTP request. Such bytes get no further than the
/// framework's codec, which answers them, the connection's last, with a bare status.
@SuppressWarnings(
    "FutureReturnValueIgnored") // a failed write ends the connection, and that is heard of
final class MalformedRequests extends ChannelDuplexHandler {
  private boolean malformed;

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    malformed |= message instanceof HttpObject part && part.decoderResult().isFailure();
    context.fireChannelRead(message);
  }

  @Override
  public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
    if (malformed && message instanceof FullHttpResponse bare && !bare.content().isReadable()) {
      context.write(explained(context, bare), promise);
      bare.release();
    } else {
      context.write(message, promise);
    }
  }

  private static FullHttpResponse explained(ChannelHandlerContext context, FullHttpResponse bare) {
    var status = bare.status();
    var problem =
        switch (status.code()) {
          case 414 -> problem(414, "URI_TOO_LONG", "The address is too long");
          case 431 -> problem(431, "HEADERS_TOO_LARGE", "The headers are too large");
          default -> problem(status.code(), "VALIDATION_FAILED", "Malformed request");
        };
    var body = ByteBufUtil.writeUtf8(context.alloc(), Json.text(problem));
    var answer = new DefaultFullHttpResponse(bare.protocolVersion(), status, body);
    answer
        .headers()
        .set(bare.headers())
        .set(HttpHeaderNames.CONTENT_TYPE, "application/json")
        .setInt(HttpHeaderNames.CONTENT_LENGTH, body.readableBytes());
    return answer;
  }

  private static Problem problem(int status, String word, String message) {
    return new Problem(false, status, word, message, null, null);
  }
}
