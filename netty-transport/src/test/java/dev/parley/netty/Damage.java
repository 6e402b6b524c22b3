package dev.parley.netty;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/// Makes something else of sound input: changed, lost, doubled and strange bytes, in pieces.
record Damage(RandomGenerator random) {
  byte[] noise(int most) {
    var bytes = new byte[random.nextInt(most)];
    random.nextBytes(bytes);
    return bytes;
  }

  byte[] of(byte[] sound) {
    var bytes = sound;
    for (int times = random.nextInt(4); times > 0; times--) {
      bytes = once(bytes);
    }
    return bytes;
  }

  private byte[] once(byte[] bytes) {
    int at = random.nextInt(bytes.length + 1);
    int length = random.nextInt(Math.min(20, bytes.length - at + 1));
    return switch (random.nextInt(4)) {
      case 0 -> join(bytes, at, noise(20), at + length);
      case 1 -> join(bytes, at, new byte[0], at + length);
      case 2 -> join(bytes, at, Arrays.copyOfRange(bytes, at, at + length), at);
      default -> {
        var changed = bytes.clone();
        if (at < bytes.length) {
          changed[at] ^= (byte) (1 << random.nextInt(8));
        }
        yield changed;
      }
    };
  }

  private static byte[] join(byte[] bytes, int end, byte[] between, int begin) {
    var joined = new ByteArrayOutputStream();
    joined.write(bytes, 0, end);
    joined.writeBytes(between);
    joined.write(bytes, begin, bytes.length - begin);
    return joined.toByteArray();
  }

  List<byte[]> pieces(byte[] bytes) {
    var pieces = new ArrayList<byte[]>();
    int from = 0;
    while (from < bytes.length) {
      int to = Math.min(bytes.length, from + 1 + random.nextInt(bytes.length));
      pieces.add(Arrays.copyOfRange(bytes, from, to));
      from = to;
    }
    return pieces;
  }
}
