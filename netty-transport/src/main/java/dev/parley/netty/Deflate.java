package dev.parley.netty;

import dev.parley.engineio.MalformedPacket;
import io.netty.util.concurrent.FastThreadLocal;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/// The payload of permessage-deflate (RFC 7692, section 7.2), each message by itself: so a
/// connection holds no window, and a broadcast is deflated once for all.
final class Deflate {
  /// Bytes below which deflating is not worth it.
  static final int THRESHOLD = 1024;

  private static final byte[] TAIL = {0, 0, (byte) 0xff, (byte) 0xff};

  private static final FastThreadLocal<Inflater> INFLATER =
      new FastThreadLocal<>() {
        @Override
        protected Inflater initialValue() {
          return new Inflater(true);
        }
      };
  private static final FastThreadLocal<Deflater> DEFLATER =
      new FastThreadLocal<>() {
        @Override
        protected Deflater initialValue() {
          return new Deflater(Deflater.DEFAULT_COMPRESSION, true);
        }
      };

  private Deflate() {}

  /// Inflates a message; null if there are more than `limit` bytes in it.
  ///
  /// @throws MalformedPacket when it is not deflated data
  static byte @Nullable [] inflate(byte[] data, int limit) {
    var inflater = INFLATER.get();
    inflater.reset();
    var inflated = new ByteArrayOutputStream((int) Math.min(limit, 4L * data.length));
    var chunk = new byte[8192];
    try {
      for (var input : new byte[][] {data, TAIL}) {
        inflater.setInput(input);
        for (int n = inflater.inflate(chunk); n > 0; n = inflater.inflate(chunk)) {
          inflated.write(chunk, 0, n);
          if (inflated.size() > limit) {
            return null;
          }
        }
      }
    } catch (DataFormatException wrong) {
      throw new MalformedPacket("not deflated data");
    }
    return inflated.toByteArray();
  }

  static byte[] deflate(byte[] data) {
    var deflater = DEFLATER.get();
    deflater.reset();
    deflater.setInput(data);
    var deflated = new ByteArrayOutputStream(data.length / 2);
    var chunk = new byte[8192];
    int n;
    do {
      n = deflater.deflate(chunk, 0, chunk.length, Deflater.SYNC_FLUSH);
      deflated.write(chunk, 0, n);
    } while (n == chunk.length);
    var bytes = deflated.toByteArray();
    return Arrays.copyOf(bytes, bytes.length - TAIL.length);
  }
}
