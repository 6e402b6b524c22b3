package dev.parley.netty;

import dev.parley.engineio.CloseReason;
import dev.parley.engineio.MalformedPacket;
import dev.parley.engineio.Packet;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.io.ByteArrayOutputStream;
import java.io.Serial;
import org.jspecify.annotations.Nullable;

/// The reading side of a WebSocket, all that is left in its pipeline: frames (RFC 6455, section 5)
/// to messages to packets. Keeps nothing between whole messages.
@SuppressWarnings(
    "FutureReturnValueIgnored") // a failed write ends the connection, and that is heard of
final class WebSocketReader extends ChannelInboundHandlerAdapter {
  private static final int CONTINUATION = 0x0;
  private static final int TEXT = 0x1;
  private static final int BINARY = 0x2;
  private static final int CLOSE = 0x8;
  private static final int PING = 0x9;
  private static final int PONG = 0xA;

  private final WebSocketTransport transport;
  private final int maxPayload;
  private final boolean deflate;

  /// The begin of a frame.
  private @Nullable ByteBuf rest;

  /// The fragments of a message so far.
  private @Nullable Fragments fragments;

  /// So many bytes are thrown away before the next frame begins: one that is too large, or after a
  /// malformed one everything.
  private long ignored;

  private record Fragments(int opcode, boolean deflated, ByteArrayOutputStream bytes) {}

  /// What the client did wrong, as a close code.
  private static final class Failure extends RuntimeException {
    @Serial private static final long serialVersionUID = 1;
    private final int code;

    Failure(int code) {
      super("close code " + code, null, false, false);
      this.code = code;
    }
  }

  WebSocketReader(WebSocketTransport transport, int maxPayload, boolean deflate) {
    this.transport = transport;
    this.maxPayload = maxPayload;
    this.deflate = deflate;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    var input = (ByteBuf) message;
    input.skipBytes(ignore(input.readableBytes()));
    if (rest != null) {
      input = ByteToMessageDecoder.MERGE_CUMULATOR.cumulate(context.alloc(), rest, input);
      rest = null;
    }
    while (readFrame(context, input)) {}
    input.skipBytes(ignore(input.readableBytes()));
    if (input.isReadable() && context.channel().isActive()) {
      rest = input;
    } else {
      input.release();
    }
  }

  private int ignore(int available) {
    int some = (int) Math.min(ignored, available);
    ignored -= some;
    return some;
  }

  private void fail(Failure failure) {
    transport.fail(
        failure.code,
        failure.code == WebSocketTransport.TOO_LARGE
            ? CloseReason.PAYLOAD_TOO_LARGE
            : CloseReason.PARSE_ERROR);
  }

  /// Reads one frame, if it is all there.
  private boolean readFrame(ChannelHandlerContext context, ByteBuf input) {
    int start = input.readerIndex();
    int available = input.readableBytes();
    if (available < 2) {
      return false;
    }
    int first = input.getUnsignedByte(start);
    int second = input.getUnsignedByte(start + 1);
    int length = second & 0x7f;
    int header = 2 + (length == 126 ? 2 : length == 127 ? 8 : 0);
    if (available < header) {
      return false;
    }
    long size =
        switch (length) {
          case 126 -> input.getUnsignedShort(start + 2);
          case 127 -> input.getLong(start + 2);
          default -> length;
        };
    try {
      checkHead(first, second, size);
    } catch (Failure failure) {
      boolean skippable = failure.code == WebSocketTransport.TOO_LARGE && size < 1L << 40;
      ignored = skippable ? header + 4 + size : Long.MAX_VALUE;
      fail(failure);
      return false;
    }
    if (available < header + 4 + size) {
      return false;
    }
    var payload = new byte[(int) size];
    int mask = input.getInt(start + header);
    input.skipBytes(header + 4).readBytes(payload);
    unmask(payload, mask);
    try {
      frame(context, first, payload);
    } catch (Failure failure) {
      fail(failure);
    }
    return true;
  }

  private static void check(boolean allowed) {
    if (!allowed) {
      throw new Failure(WebSocketTransport.PROTOCOL_ERROR);
    }
  }

  /// Everything that can be known to be wrong before the payload is there.
  private void checkHead(int first, int second, long size) {
    int opcode = first & 0x0f;
    var last = (first & 0x80) != 0;
    check((first & 0x30) == 0 && (second & 0x80) != 0 && size >= 0);
    switch (opcode) {
      case TEXT, BINARY -> check(fragments == null && ((first & 0x40) == 0 || deflate));
      case CONTINUATION -> check(fragments != null && (first & 0x40) == 0);
      case CLOSE, PING, PONG -> check(last && size <= 125 && (first & 0x40) == 0);
      default -> check(false);
    }
    long before = opcode == CONTINUATION && fragments != null ? fragments.bytes.size() : 0;
    if (size > maxPayload - before) {
      throw new Failure(WebSocketTransport.TOO_LARGE);
    }
  }

  private static void unmask(byte[] payload, int mask) {
    for (int i = 0; i < payload.length; i++) {
      payload[i] ^= (byte) (mask >> (24 - 8 * (i & 3)));
    }
  }

  private void frame(ChannelHandlerContext context, int first, byte[] payload) {
    var last = (first & 0x80) != 0;
    int opcode = first & 0x0f;
    switch (opcode) {
      case TEXT, BINARY -> {
        var deflated = (first & 0x40) != 0;
        if (last) {
          message(opcode, deflated, payload);
        } else {
          fragments = new Fragments(opcode, deflated, new ByteArrayOutputStream());
          fragments.bytes.writeBytes(payload);
        }
      }
      case CONTINUATION -> fragment(last, payload);
      case PING -> {
        // who doesn't read its pongs gets no more of them
        if (context.channel().isWritable() && !transport.isClosing()) {
          context.writeAndFlush(WireForm.pong(payload, context.alloc()), context.voidPromise());
        }
      }
      case CLOSE -> closed(context, payload);
      default -> {}
    }
  }

  private void fragment(boolean last, byte[] payload) {
    var begun = fragments;
    if (begun == null) {
      return;
    }
    begun.bytes.writeBytes(payload);
    if (last) {
      fragments = null;
      message(begun.opcode, begun.deflated, begun.bytes.toByteArray());
    }
  }

  private void message(int opcode, boolean deflated, byte[] payload) {
    var data = deflated ? inflate(payload) : payload;
    if (opcode == BINARY) {
      transport.packet(new Packet.Binary(data));
      return;
    }
    var text = text(data);
    try {
      transport.packet(Packet.parse(text));
    } catch (MalformedPacket malformed) {
      throw new Failure(WebSocketTransport.PROTOCOL_ERROR);
    }
  }

  private byte[] inflate(byte[] payload) {
    byte[] data;
    try {
      data = Deflate.inflate(payload, maxPayload);
    } catch (MalformedPacket wrong) {
      throw new Failure(WebSocketTransport.INVALID_DATA);
    }
    if (data == null) {
      throw new Failure(WebSocketTransport.TOO_LARGE);
    }
    return data;
  }

  private static String text(byte[] data) {
    try {
      return Utf8.decode(data);
    } catch (MalformedPacket wrong) {
      throw new Failure(WebSocketTransport.INVALID_DATA);
    }
  }

  /// The client's close frame: answered with ours, unless it is the answer to ours.
  private void closed(ChannelHandlerContext context, byte[] payload) {
    check(payload.length != 1);
    if (!transport.isClosing()) {
      transport.fail(WebSocketTransport.NORMAL, CloseReason.TRANSPORT_CLOSE);
    }
    context.close();
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) {
    if (context.channel().isWritable()) {
      transport.run();
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    if (rest != null) {
      rest.release();
      rest = null;
    }
    transport.gone(CloseReason.TRANSPORT_CLOSE);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    Defects.tell(cause);
    transport.gone(CloseReason.TRANSPORT_ERROR);
    context.close();
  }
}
