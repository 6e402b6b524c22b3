package dev.parley.netty;

import dev.parley.engineio.Engine;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/// Answers an engine's path on an HTTP/1.1 connection and lets every other request through. Put it
/// directly behind an `HttpServerCodec`, with no aggregator between; one instance per connection.
///
/// Answers leave in the order of the requests, also when some are ours and some are not: a request
/// behind an unfinished one of the other kind is held back with all that follows it.
///
/// Runs on the connection's event loop.
@SuppressWarnings(
    "FutureReturnValueIgnored") // a failed write ends the connection, and that is heard of
public final class EngineHttpHandler extends ChannelDuplexHandler {
  /// So many messages are held before the connection is not read from any more.
  private static final int HELD = 64;

  private final Endpoint endpoint;
  private final ArrayDeque<Object> held = new ArrayDeque<>(0);
  private @Nullable Exchange exchange;
  private int passed;
  private boolean informational;
  private boolean replaying;
  private boolean readWanted;
  private boolean stopped;
  private boolean took;

  public EngineHttpHandler(Engine engine, HttpOptions options) {
    endpoint = new Endpoint(engine, options);
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (!held.isEmpty() || mustWait(message)) {
      took = true;
      held.add(message);
    } else {
      accept(context, message);
    }
    if (!context.isRemoved() && !mayRead(context)) {
      stopReading(context);
    }
  }

  private boolean mustWait(Object message) {
    return message instanceof HttpRequest request
        && (exchange != null || (passed > 0 && endpoint.isAt(request.uri())));
  }

  private void accept(ChannelHandlerContext context, Object message) {
    if (message instanceof HttpRequest request) {
      if (endpoint.isAt(request.uri()) && request.decoderResult().isSuccess()) {
        exchange = new Exchange(this, context, request, endpoint);
        exchange.begin();
      } else {
        passed++;
      }
    }
    if (exchange == null) {
      context.fireChannelRead(message);
      return;
    }
    took = true;
    try {
      if (message instanceof HttpContent content) {
        exchange.receive(content);
      }
    } finally {
      ReferenceCountUtil.release(message);
    }
  }

  /// The exchange has been read and answered to its end.
  void done(ChannelHandlerContext context) {
    exchange = null;
    replay(context);
  }

  private void replay(ChannelHandlerContext context) {
    if (replaying || held.isEmpty()) {
      return;
    }
    replaying = true;
    while (!held.isEmpty() && !mustWait(held.peek())) {
      accept(context, held.poll());
    }
    replaying = false;
    context.fireChannelReadComplete();
    readOn(context);
  }

  /// A channel that reads by itself does so without asking.
  private void stopReading(ChannelHandlerContext context) {
    var config = context.channel().config();
    if (config.isAutoRead()) {
      stopped = true;
      config.setAutoRead(false);
    }
  }

  private void readOn(ChannelHandlerContext context) {
    if (!mayRead(context)) {
      return;
    }
    if (stopped) {
      stopped = false;
      context.channel().config().setAutoRead(true);
    }
    if (readWanted) {
      readWanted = false;
      context.read();
    }
  }

  /// A client that asks and asks and reads no answer is not read from, or its answers would pile up
  /// here.
  private boolean mayRead(ChannelHandlerContext context) {
    return held.size() < HELD && context.channel().isWritable();
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) {
    readOn(context);
    context.fireChannelWritabilityChanged();
  }

  /// A framework that asks for each read by itself doesn't know of those that we need.
  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    context.fireChannelReadComplete();
    if (took) {
      took = false;
      if (!context.channel().config().isAutoRead()) {
        read(context);
      }
    }
  }

  @Override
  public void read(ChannelHandlerContext context) {
    if (mayRead(context)) {
      context.read();
    } else {
      readWanted = true;
    }
  }

  /// Sees the answers to what was let through.
  @Override
  public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
    if (message instanceof HttpResponse response) {
      informational = response.status().codeClass() == HttpStatusClass.INFORMATIONAL;
    }
    var last = message instanceof LastHttpContent && !informational;
    context.write(message, promise);
    if (last && passed > 0) {
      passed--;
      replay(context);
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    var unfinished = exchange;
    exchange = null;
    if (unfinished != null) {
      unfinished.abort();
    }
    release();
    context.fireChannelInactive();
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext context) {
    release();
  }

  private void release() {
    held.forEach(ReferenceCountUtil::release);
    held.clear();
  }
}
