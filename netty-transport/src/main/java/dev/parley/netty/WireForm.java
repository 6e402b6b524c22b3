package dev.parley.netty;

import dev.parley.engineio.Frame;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// Frames as they go over a WebSocket: header and payload in one buffer (RFC 6455, section 5.2).
///
/// What many get is made once, in memory that the garbage collector frees, since nobody can know
/// when the last of them has been written; the others get a pooled buffer of their own.
final class WireForm {
  private static final int FIN = 0x80;
  private static final int RSV1 = 0x40;
  private static final int TEXT = 0x1;
  private static final int BINARY = 0x2;
  private static final int CLOSE = 0x8;
  private static final int PONG = 0xA;

  /// Up to so many bytes the form lies outside the heap, where no write has to copy it. Larger ones
  /// could pile up there unseen by the collector that must free them.
  private static final int DIRECT = 16 * 1024;

  private final ByteBuf plain;
  private @Nullable ByteBuf deflated;

  private WireForm(Frame frame) {
    plain = shared(frame, false);
  }

  static ByteBuf of(Frame frame, boolean deflate, ByteBufAllocator alloc) {
    var small = !deflate || frame.bytes().length < Deflate.THRESHOLD;
    if (!frame.isShared()) {
      return small ? encode(frame, alloc) : deflate(frame, alloc);
    }
    var form = (WireForm) frame.ready(WireForm::new);
    return (small ? form.plain : form.deflated(frame)).duplicate();
  }

  private synchronized ByteBuf deflated(Frame frame) {
    if (deflated == null) {
      deflated = shared(frame, true);
    }
    return deflated;
  }

  private static ByteBuf shared(Frame frame, boolean deflate) {
    var alloc = ByteBufAllocator.DEFAULT;
    var encoded = deflate ? deflate(frame, alloc) : encode(frame, alloc);
    int size = encoded.readableBytes();
    var copy = size <= DIRECT ? ByteBuffer.allocateDirect(size) : ByteBuffer.allocate(size);
    encoded.readBytes(copy).release();
    return Unpooled.unreleasableBuffer(Unpooled.wrappedBuffer(copy.flip()));
  }

  private static ByteBuf encode(Frame frame, ByteBufAllocator alloc) {
    return encode(opcode(frame), frame.bytes(), alloc);
  }

  private static ByteBuf deflate(Frame frame, ByteBufAllocator alloc) {
    return encode(opcode(frame) | RSV1, Deflate.deflate(frame.bytes()), alloc);
  }

  private static int opcode(Frame frame) {
    return frame.isBinary() ? BINARY : TEXT;
  }

  static ByteBuf pong(byte[] data, ByteBufAllocator alloc) {
    return encode(PONG, data, alloc);
  }

  static ByteBuf close(int code, ByteBufAllocator alloc) {
    return encode(CLOSE, new byte[] {(byte) (code >> 8), (byte) code}, alloc);
  }

  private static ByteBuf encode(int opcode, byte[] payload, ByteBufAllocator alloc) {
    int length = payload.length;
    var frame = alloc.directBuffer(length + 10).writeByte(FIN | opcode);
    if (length < 126) {
      frame.writeByte(length);
    } else if (length < 1 << 16) {
      frame.writeByte(126).writeShort(length);
    } else {
      frame.writeByte(127).writeLong(length);
    }
    return frame.writeBytes(payload);
  }
}
