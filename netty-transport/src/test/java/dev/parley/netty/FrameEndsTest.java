package dev.parley.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FrameEndsTest {
  /// However the stream is cut into pieces.
  @Test
  void endsAreFoundInAnyStreamOfFrames() {
    var random = new Random(7);
    for (var round = 0; round < 200; round++) {
      var stream = Unpooled.buffer();
      var ends = new ArrayList<Integer>();
      for (var i = 0; i < 20; i++) {
        var size = List.of(0, 1, 125, 126, 300, 65_535, 65_536).get(random.nextInt(7));
        if (random.nextBoolean()) {
          stream.writeBytes(Wire.frame(0x81, new byte[size])); // masked
        } else {
          stream.writeByte(0x82);
          if (size < 126) {
            stream.writeByte(size);
          } else if (size < 65_536) {
            stream.writeByte(126).writeShort(size);
          } else {
            stream.writeByte(127).writeLong(size);
          }
          stream.writeZero(size);
        }
        ends.add(stream.writerIndex());
      }

      assertThat(found(stream.array(), stream.writerIndex(), random)).isEqualTo(ends);
    }
  }

  private static List<Integer> found(byte[] stream, int length, Random random) {
    var frames = new FrameEnds();
    var found = new ArrayList<Integer>();
    var at = 0;
    while (at < length) {
      var size = Math.min(length - at, 1 + random.nextInt(40_000));
      var piece = Unpooled.wrappedBuffer(stream, at, size);
      for (var passed = 0; passed < size; ) {
        passed += frames.passToEnd(piece, passed);
        if (frames.isAtEnd()) {
          found.add(at + passed);
        }
      }
      at += size;
    }
    return found;
  }
}
