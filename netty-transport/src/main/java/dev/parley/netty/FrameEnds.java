package dev.parley.netty;

import io.netty.buffer.ByteBuf;

/// Where WebSocket frames end in a stream of bytes (RFC 6455, 5.2): of each only its length is
/// read.
final class FrameEnds {
  /// Two bytes, up to eight of length, four of a mask.
  private final byte[] head = new byte[14];

  private int known;
  private long payload;

  /// Whether the bytes so far end with a frame.
  boolean isAtEnd() {
    return known == 0 && payload == 0;
  }

  /// Passes over bytes up to the first end of a frame, or all of them; answers how many.
  int passToEnd(ByteBuf bytes, int from) {
    var at = from;
    while (at < bytes.writerIndex()) {
      if (payload > 0) {
        var some = (int) Math.min(payload, bytes.writerIndex() - at);
        payload -= some;
        at += some;
      } else {
        head[known++] = bytes.getByte(at++);
        if (known >= 2 && known == headLength()) {
          payload = payloadLength();
          known = 0;
        }
      }
      if (isAtEnd()) {
        break;
      }
    }
    return at - from;
  }

  private int headLength() {
    return 2 + lengthBytes() + ((head[1] & 0x80) == 0 ? 0 : 4);
  }

  private int lengthBytes() {
    return switch (head[1] & 0x7f) {
      case 126 -> 2;
      case 127 -> 8;
      default -> 0;
    };
  }

  private long payloadLength() {
    var bytes = lengthBytes();
    if (bytes == 0) {
      return head[1] & 0x7f;
    }
    var length = 0L;
    for (var i = 0; i < bytes; i++) {
      length = (length << 8) | (head[2 + i] & 0xff);
    }
    return length;
  }
}
