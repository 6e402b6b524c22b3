package dev.parley.netty;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Closes a connection whose next request's head does not come in time: one that says nothing, and
/// one that says it letter by letter, which no idle timeout ends. The time begins with the
/// connection, and anew when the last answer that was owed is given; how long a body or an answer
/// takes is not its affair. Put it directly behind an `HttpServerCodec`; an upgrade removes it.
///
/// Runs on the connection's event loop.
@SuppressWarnings(
    "FutureReturnValueIgnored") // a failed write ends the connection, and that is heard of
public final class HeadDeadline extends ChannelDuplexHandler {
  private final long patience;
  private long due;
  private int owed;
  private boolean informational;
  private @Nullable Future<?> alarm;

  public HeadDeadline(Duration patience) {
    this.patience = patience.toNanos();
  }

  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    if (context.channel().isActive()) {
      begin(context);
    }
  }

  @Override
  public void channelActive(ChannelHandlerContext context) {
    begin(context);
    context.fireChannelActive();
  }

  private void begin(ChannelHandlerContext context) {
    if (alarm == null) {
      due = now(context) + patience;
      schedule(context, patience);
    }
  }

  private static long now(ChannelHandlerContext context) {
    return context.executor().ticker().nanoTime();
  }

  /// One alarm for the whole connection, that looks how late it is: to set it anew with every
  /// request would cost each of them.
  private void schedule(ChannelHandlerContext context, long delay) {
    alarm = context.executor().schedule(() -> look(context), delay, TimeUnit.NANOSECONDS);
  }

  private void look(ChannelHandlerContext context) {
    long left = due - now(context);
    if (owed > 0) {
      schedule(context, patience);
    } else if (left > 0) {
      schedule(context, left);
    } else {
      context.close();
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (message instanceof HttpRequest) {
      owed++;
    }
    context.fireChannelRead(message);
  }

  @Override
  public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
    if (message instanceof HttpResponse response) {
      informational = response.status().codeClass() == HttpStatusClass.INFORMATIONAL;
    }
    if (message instanceof LastHttpContent && !informational) {
      owed--;
      due = now(context) + patience;
    }
    context.write(message, promise);
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext context) {
    if (alarm != null) {
      alarm.cancel(false);
    }
  }
}
