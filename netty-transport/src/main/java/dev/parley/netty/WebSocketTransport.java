package dev.parley.netty;

import dev.parley.engineio.CloseReason;
import dev.parley.engineio.Frame;
import dev.parley.engineio.Packet;
import dev.parley.engineio.Transport;
import io.netty.channel.ChannelHandlerContext;
import java.util.concurrent.TimeUnit;

/// The writing side of a WebSocket. It takes frames only as long as the channel is writable, so a
/// slow reader's backlog stays in its session's outbox.
@SuppressWarnings(
    "FutureReturnValueIgnored") // a failed write ends the connection, and that is heard of
final class WebSocketTransport extends Transport {
  static final int NORMAL = 1000;
  static final int GOING_AWAY = 1001;
  static final int PROTOCOL_ERROR = 1002;
  static final int INVALID_DATA = 1007;
  static final int POLICY = 1008;
  static final int TOO_LARGE = 1009;
  static final int SERVER_ERROR = 1011;

  /// Seconds for the client to answer a close frame. Closing the connection at once could make its
  /// system throw away what it has not read yet.
  private static final int LINGER = 3;

  private final boolean deflate;
  private ChannelHandlerContext context;
  private boolean draining;
  private boolean closing;

  WebSocketTransport(ChannelHandlerContext context, boolean deflate) {
    super("websocket", context.channel().eventLoop());
    this.context = context;
    this.deflate = deflate;
  }

  /// From here on everything is written from this place in the pipeline.
  void writeFrom(ChannelHandlerContext place) {
    context = place;
  }

  /// A flush may make the channel writable and so call this again, in the midst of it.
  @Override
  protected void drain() {
    if (draining || closing) {
      return;
    }
    draining = true;
    var channel = context.channel();
    var more = true;
    while (more && channel.isWritable()) {
      more = writeSome();
      context.flush();
    }
    draining = false;
  }

  /// Returns whether there may be more.
  private boolean writeSome() {
    var channel = context.channel();
    while (channel.isWritable()) {
      var frame = next();
      if (frame == null) {
        return false;
      }
      if (frame.equals(Frame.CLOSE)) {
        finished();
        return false;
      }
      write(frame);
    }
    return true;
  }

  private void write(Frame first) {
    for (var frame = first; frame != null; frame = frame.next()) {
      context.write(WireForm.of(frame, deflate, context.alloc()), context.voidPromise());
    }
  }

  @Override
  protected void probed() {
    write(Frame.PROBE);
    context.flush();
  }

  @Override
  protected void regulate() {
    context.channel().config().setAutoRead(closing || mayRead());
  }

  @Override
  protected void end(CloseReason reason) {
    close(
        switch (reason) {
          case TRANSPORT_CLOSE, FORCED_CLOSE -> NORMAL;
          case SERVER_SHUTTING_DOWN -> GOING_AWAY;
          case TRANSPORT_ERROR, PING_TIMEOUT, PARSE_ERROR -> PROTOCOL_ERROR;
          case SLOW_READER -> POLICY;
          case PAYLOAD_TOO_LARGE -> TOO_LARGE;
          case SERVER_ERROR -> SERVER_ERROR;
        });
  }

  void packet(Packet packet) {
    if (!closing) {
      received(packet);
    }
  }

  /// Ends the session because of what the connection did; a close frame says so, if it still can.
  void fail(int code, CloseReason reason) {
    close(code);
    lost(reason);
  }

  /// The connection has ended by itself.
  void gone(CloseReason reason) {
    closing = true;
    lost(reason);
  }

  /// Sends a close frame and waits for the client's.
  void close(int code) {
    if (closing) {
      return;
    }
    closing = true;
    var channel = context.channel();
    context.writeAndFlush(WireForm.close(code, context.alloc()), context.voidPromise());
    channel.config().setAutoRead(true);
    var linger = channel.eventLoop().schedule(() -> channel.close(), LINGER, TimeUnit.SECONDS);
    channel.closeFuture().addListener(closed -> linger.cancel(false));
  }

  /// Whether the client must read before more can be written.
  boolean isBlocked() {
    return !context.channel().isWritable();
  }

  boolean isClosing() {
    return closing;
  }
}
