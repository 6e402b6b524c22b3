package dev.parley.socketio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.parley.engineio.Frame;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Whatever goes through the encoder comes back the same, and whatever else arrives is either a
/// packet or refused by name.
class PacketPropertyTest {
  private static final JsonReader JSON = new JsonReader(50);
  private static final String ALPHABET =
      "0123456789[]{}\",:/-._placeholdrnumtu\\ \u00e9\ud83d\ude00";

  static LongStream seeds() {
    return LongStream.range(0, 50);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void encodingAndDecodingChangesNothing(long seed) {
    var random = new SplittableRandom(seed);
    for (int i = 0; i < 40; i++) {
      @Nullable Object[] args =
          IntStream.range(0, random.nextInt(5)).mapToObj(_ -> value(random, 0)).toArray();
      String namespace = random.nextBoolean() ? "/" : "/room-" + random.nextInt(100);
      long id = random.nextBoolean() ? PacketHeader.NO_ID : random.nextLong(1L << 53);

      Frame packet = JsonWriter.event("event", args).packet(PacketType.EVENT, namespace, id);

      PacketHeader header = PacketHeader.parse(text(packet));
      Arguments arguments = JSON.array(header.payload(), header.attachments());
      arguments.fill(attachments(packet));
      assertThat(header.namespace()).isEqualTo(namespace);
      assertThat(header.id()).isEqualTo(id);
      assertThat(header.type().binary()).isEqualTo(packet.next() != null);
      List<@Nullable Object> expected = new ArrayList<>(List.of("event"));
      expected.addAll(Arrays.asList(args));
      assertThat(arguments.values()).usingRecursiveComparison().isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void randomTextIsAPacketOrRefused(long seed) {
    var random = new SplittableRandom(seed);
    for (int i = 0; i < 1_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int length = random.nextInt(60); length > 0; length--) {
        text.append(
            random.nextInt(20) == 0
                ? (char) random.nextInt(0x10000)
                : ALPHABET.charAt(random.nextInt(ALPHABET.length())));
      }
      readAsAnything(text.toString());
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void aDamagedPacketIsAPacketOrRefused(long seed) {
    var random = new SplittableRandom(seed);
    for (int i = 0; i < 200; i++) {
      Frame packet =
          JsonWriter.event("event", value(random, 0), value(random, 0))
              .packet(PacketType.EVENT, "/admin", random.nextLong(1_000));
      StringBuilder text = new StringBuilder(text(packet));
      for (int damage = 1 + random.nextInt(3); damage > 0 && !text.isEmpty(); damage--) {
        int at = random.nextInt(text.length());
        switch (random.nextInt(3)) {
          case 0 -> text.deleteCharAt(at);
          case 1 -> text.setCharAt(at, ALPHABET.charAt(random.nextInt(ALPHABET.length())));
          default -> text.setLength(at);
        }
      }
      readAsAnything(text.toString());
    }
  }

  private static void readAsAnything(String text) {
    assertThatCode(
            () -> {
              try {
                PacketHeader header = PacketHeader.parse(text);
                if (header.type() == PacketType.CONNECT) {
                  JSON.object(header.payload());
                } else {
                  JSON.array(header.payload(), header.attachments());
                }
              } catch (MalformedPacket refused) {
                assertThat(refused.getMessage()).isNotBlank();
              }
            })
        .as(text)
        .doesNotThrowAnyException();
  }

  private static @Nullable Object value(SplittableRandom random, int depth) {
    return switch (random.nextInt(depth > 4 ? 7 : 9)) {
      case 0 -> null;
      case 1 -> random.nextBoolean();
      case 2 -> random.nextLong();
      case 3 -> random.nextDouble();
      case 4 -> BigInteger.valueOf(random.nextLong(1, Long.MAX_VALUE)).shiftLeft(64);
      case 5 -> string(random);
      case 6 -> bytes(random);
      case 7 -> {
        List<@Nullable Object> list = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
          list.add(value(random, depth + 1));
        }
        yield list;
      }
      default -> {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        for (int i = random.nextInt(4); i > 0; i--) {
          object.put(string(random), value(random, depth + 1));
        }
        yield object;
      }
    };
  }

  private static String string(SplittableRandom random) {
    return random
        .ints(random.nextInt(12), 0, 0x10ffff)
        .filter(point -> point < 0xd800 || point > 0xdfff)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private static byte[] bytes(SplittableRandom random) {
    byte[] bytes = new byte[random.nextInt(20)];
    random.nextBytes(bytes);
    return bytes;
  }

  // Without the Engine.IO message type in front.
  private static String text(Frame packet) {
    return new String(packet.bytes(), StandardCharsets.UTF_8).substring(1);
  }

  private static List<byte[]> attachments(Frame packet) {
    List<byte[]> attachments = new ArrayList<>();
    for (Frame frame = packet.next(); frame != null; frame = frame.next()) {
      attachments.add(frame.bytes());
    }
    return attachments;
  }
}
