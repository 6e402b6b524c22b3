package dev.parley.server;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.handler.timeout.IdleStateHandler;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/// Closes an HTTP connection on which nothing has gone either way for so long: nobody asks, or
/// stopped in the middle of asking. A WebSocket leaves this behind with the rest of HTTP, and has
/// pings of its own.
final class IdleConnections extends IdleStateHandler {
  IdleConnections(Duration patience) {
    super(0, 0, patience.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  protected void channelIdle(ChannelHandlerContext context, IdleStateEvent event) {
    var _ = context.close();
  }
}
