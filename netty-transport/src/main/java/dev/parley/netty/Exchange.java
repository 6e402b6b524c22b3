package dev.parley.netty;

import static io.netty.handler.codec.http.HttpHeaderNames.*;

import dev.parley.engineio.CloseReason;
import dev.parley.engineio.ProtocolError;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One request to the endpoint, until it has been read and answered. The body, if anybody wants it,
/// is gathered here.
@SuppressWarnings(
    "FutureReturnValueIgnored") // a failed write ends the connection, and that is heard of
final class Exchange {
  private static final byte[] NO_BODY = {};
  private static final List<CharSequence> PASSED = List.of(CONTENT_TYPE, CACHE_CONTROL);

  /// A body this much too large is still read to its end, so that the client gets to see the
  /// answer.
  private static final int PATIENCE = 16;

  private final EngineHttpHandler connection;
  private final ChannelHandlerContext context;
  private final HttpRequest request;
  private final Endpoint endpoint;
  private final boolean keepAlive;
  private Consumer<byte[]> whole = body -> {};
  private Consumer<CloseReason> aborted = reason -> {};
  private @Nullable ByteBuf body;
  private long size;
  private boolean read;
  private boolean answered;

  Exchange(
      EngineHttpHandler connection,
      ChannelHandlerContext context,
      HttpRequest request,
      Endpoint endpoint) {
    this.connection = connection;
    this.context = context;
    this.request = request;
    this.endpoint = endpoint;
    this.keepAlive = HttpUtil.isKeepAlive(request);
  }

  ChannelHandlerContext context() {
    return context;
  }

  HttpRequest request() {
    return request;
  }

  void begin() {
    endpoint.begin(this);
    if (HttpUtil.is100ContinueExpected(request)) {
      if (HttpUtil.getContentLength(request, 0L) > endpoint.maxPayload()) {
        tooLarge(true);
      } else {
        context.writeAndFlush(
            new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.CONTINUE));
      }
    }
  }

  /// What happens once the request is there to its end; without a body it gets an empty one.
  void whenWhole(Consumer<byte[]> action) {
    whole = action;
  }

  /// What happens if the connection ends before the answer, or the body is too large.
  void whenAborted(Consumer<CloseReason> action) {
    aborted = action;
  }

  void receive(HttpContent content) {
    if (content.decoderResult().isFailure()) {
      breakOff();
      return;
    }
    if (answered) {
      read |= content instanceof LastHttpContent;
      finish();
      return;
    }
    gather(content.content());
    if (content instanceof LastHttpContent) {
      read = true;
      if (size > endpoint.maxPayload()) {
        tooLarge(false);
      } else {
        whole.accept(takeBody());
      }
    } else if (size > (long) PATIENCE * endpoint.maxPayload()) {
      tooLarge(true);
    }
  }

  private void gather(ByteBuf part) {
    size += part.readableBytes();
    if (size > endpoint.maxPayload()) {
      releaseBody();
    } else if (part.isReadable()) {
      if (body == null) {
        body = context.alloc().buffer(part.readableBytes());
      }
      body.writeBytes(part);
    }
  }

  private byte[] takeBody() {
    if (body == null) {
      return NO_BODY;
    }
    var bytes = new byte[body.readableBytes()];
    body.readBytes(bytes);
    releaseBody();
    return bytes;
  }

  private void releaseBody() {
    if (body != null) {
      body.release();
      body = null;
    }
  }

  /// The body broke off in something that is no HTTP: what came of it counts for nothing, and where
  /// a next request would begin nobody knows.
  private void breakOff() {
    releaseBody();
    if (answered) {
      context.close();
      return;
    }
    refuse(ProtocolError.BAD_REQUEST, false);
    aborted.accept(CloseReason.TRANSPORT_ERROR);
  }

  private void tooLarge(boolean closing) {
    aborted.accept(CloseReason.PAYLOAD_TOO_LARGE);
    var response = response(HttpResponseStatus.REQUEST_ENTITY_TOO_LARGE, Unpooled.EMPTY_BUFFER);
    send(response, !closing && keepAlive);
  }

  void abort() {
    releaseBody();
    if (!answered) {
      answered = true;
      aborted.accept(CloseReason.TRANSPORT_ERROR);
    }
  }

  /// From any thread, once.
  void ok(CharSequence type, ByteBuf content) {
    var response = response(HttpResponseStatus.OK, content);
    response.headers().set(CONTENT_TYPE, type).set(CACHE_CONTROL, "no-store");
    send(response, keepAlive);
  }

  /// From any thread, once.
  void refuse(ProtocolError error) {
    refuse(error, keepAlive);
  }

  private void refuse(ProtocolError error, boolean keep) {
    refuse(new Refusal(error.status(), error.json()), keep);
  }

  /// From any thread, once.
  void refuse(Refusal refusal) {
    refuse(refusal, keepAlive);
  }

  private void refuse(Refusal refusal, boolean keep) {
    var content = Unpooled.copiedBuffer(refusal.json(), StandardCharsets.UTF_8);
    var response = response(HttpResponseStatus.valueOf(refusal.status()), content);
    response.headers().set(CONTENT_TYPE, "application/json");
    send(response, keep && !request.headers().contains(UPGRADE));
  }

  /// Another server's answer: its status, type and body, nothing else of it. The body is kept.
  void pass(FullHttpResponse answer) {
    var response = response(answer.status(), answer.content().retain());
    for (var name : PASSED) {
      var value = answer.headers().get(name);
      if (value != null) {
        response.headers().set(name, value);
      }
    }
    send(response, keepAlive && !request.headers().contains(UPGRADE));
  }

  /// Answers with nothing but a head.
  void answer(FullHttpResponse response) {
    send(response, keepAlive);
  }

  FullHttpResponse response(HttpResponseStatus status, ByteBuf content) {
    var response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, content);
    if (!status.equals(HttpResponseStatus.NO_CONTENT)) {
      response.headers().set(CONTENT_LENGTH, content.readableBytes());
    }
    endpoint.cors().apply(request, response);
    return response;
  }

  private void send(FullHttpResponse response, boolean keep) {
    var loop = context.executor();
    if (!loop.inEventLoop()) {
      loop.execute(() -> send(response, keep));
      return;
    }
    if (answered) {
      response.release();
      return;
    }
    answered = true;
    if (keep) {
      if (!request.protocolVersion().isKeepAliveDefault()) {
        response.headers().set(CONNECTION, "keep-alive");
      }
      context.writeAndFlush(response, context.voidPromise());
      finish();
    } else {
      response.headers().set(CONNECTION, "close");
      context.writeAndFlush(response).addListener(ChannelFutureListener.CLOSE);
    }
  }

  private void finish() {
    if (read && answered) {
      connection.done(context);
    }
  }
}
