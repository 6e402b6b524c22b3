package dev.parley.netty;

import static io.netty.handler.codec.http.HttpHeaderNames.CONTENT_LENGTH;

import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.timeout.IdleStateEvent;

/// The end of a stand-alone server's pipeline, where every request ends up that the engine let
/// through, and every connection that has none.
@SuppressWarnings(
    "FutureReturnValueIgnored") // a failed write ends the connection, and that is heard of
@Sharable
final class NotFound extends SimpleChannelInboundHandler<HttpObject> {
  @Override
  protected void channelRead0(ChannelHandlerContext context, HttpObject message) {
    if (message instanceof HttpRequest && message.decoderResult().isFailure()) {
      answer(context, HttpResponseStatus.BAD_REQUEST);
    } else if (message instanceof LastHttpContent && message.decoderResult().isSuccess()) {
      answer(context, HttpResponseStatus.NOT_FOUND);
    }
  }

  private static void answer(ChannelHandlerContext context, HttpResponseStatus status) {
    var response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status);
    response.headers().set(CONTENT_LENGTH, 0);
    var written = context.writeAndFlush(response);
    if (status.equals(HttpResponseStatus.BAD_REQUEST)) {
      written.addListener(ChannelFutureListener.CLOSE);
    }
  }

  /// Nobody has asked for anything for long.
  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    if (event instanceof IdleStateEvent) {
      context.close();
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    Defects.tell(cause);
    context.close();
  }
}
