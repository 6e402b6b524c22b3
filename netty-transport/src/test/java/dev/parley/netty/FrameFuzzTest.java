package dev.parley.netty;

import static dev.parley.netty.Wire.await;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.parley.engineio.CloseReason;
import dev.parley.engineio.Engine;
import dev.parley.engineio.EngineSettings;
import dev.parley.engineio.ManualClock;
import dev.parley.engineio.Session;
import dev.parley.engineio.SessionListener;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.HttpServerCodec;
import java.io.ByteArrayOutputStream;
import java.lang.management.ManagementFactory;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;

/// Damaged frames, without a network that could break: a session ends by the protocol's reasons
/// alone, and nobody makes the server allocate more than he sends.
class FrameFuzzTest {
  private static final int CASES = 3_000;
  private static final byte[] UPGRADE =
      """
      GET /socket.io/?EIO=4&transport=websocket HTTP/1.1
      upgrade: websocket
      connection: Upgrade
      sec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==
      sec-websocket-version: 13
      sec-websocket-extensions: permessage-deflate

      """
          .replace("\n", "\r\n")
          .getBytes(US_ASCII);

  private final Random random = new Random(14);
  private final Damage damage = new Damage(random);
  private final Queue<String> heard = new ConcurrentLinkedQueue<>();
  private final Queue<CloseReason> closed = new ConcurrentLinkedQueue<>();
  private final Engine engine =
      new Engine(
          EngineSettings.defaults().withMaxPayload(100_000).withCompression(true),
          session -> new Listener(),
          new ManualClock());

  private final class Listener implements SessionListener {
    @Override
    public void onText(Session session, String data) {
      heard.add(data);
    }

    @Override
    public void onBinary(Session session, byte[] data) {}

    @Override
    public void onClose(Session session, CloseReason reason) {
      closed.add(reason);
    }
  }

  private EmbeddedChannel open() {
    var channel =
        new EmbeddedChannel(
            new HttpServerCodec(), new EngineHttpHandler(engine, HttpOptions.defaults()));
    channel.writeInbound(Unpooled.wrappedBuffer(UPGRADE));
    return channel;
  }

  /// A few frames as a client may send them.
  private byte[] frames() {
    var frames = new ByteArrayOutputStream();
    for (int i = random.nextInt(8); i >= 0; i--) {
      var text = ("4" + "x".repeat(random.nextInt(300))).getBytes(UTF_8);
      frames.writeBytes(
          switch (random.nextInt(10)) {
            case 0, 1 -> Wire.frame(0x81, text);
            case 2 -> Wire.frame(0x82, damage.noise(300));
            case 3 -> Wire.frame(0xc1, Deflate.deflate(text));
            case 4 -> Wire.frame(0x01, text);
            case 5 -> Wire.frame(0x80, damage.noise(100));
            case 6 -> Wire.frame(0x00, new byte[0]);
            case 7 -> Wire.frame(0x89, damage.noise(125));
            case 8 -> Wire.frame(0x81, new byte[] {(byte) ('0' + random.nextInt(8))});
            default -> damage.noise(10);
          });
    }
    return frames.toByteArray();
  }

  private static long allocated() {
    return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
  }

  @Test
  void damagedFramesEndASessionAtMost() {
    for (int i = 0; i < CASES; i++) {
      var channel = open();
      var pieces = damage.pieces(damage.of(frames()));
      long before = allocated();
      for (var piece : pieces) {
        if (channel.isOpen()) {
          channel.writeInbound(Unpooled.wrappedBuffer(piece));
        }
      }
      assertThat(allocated() - before).isLessThan(1_000_000);
      channel.finishAndReleaseAll();
    }
    await().until(() -> closed.size() == CASES);
    assertThat(closed)
        .containsOnly(
            CloseReason.TRANSPORT_CLOSE, CloseReason.PARSE_ERROR, CloseReason.PAYLOAD_TOO_LARGE);
    assertThat(engine.sessions()).isEmpty();

    var next = open();
    next.writeInbound(Unpooled.wrappedBuffer(Wire.frame(0x81, "4fine".getBytes(UTF_8))));
    await().until(() -> heard.contains("fine"));
    next.finishAndReleaseAll();
  }

  @Test
  void anAnnouncedLengthAllocatesNothing() {
    var channel = open();
    byte[] head = Wire.toBytes(0x82, 0xff, 0, 0, 0, 0, 0, 1, 0x86, 0xa0, 1, 2, 3, 4);
    long before = allocated();
    channel.writeInbound(Unpooled.wrappedBuffer(head));
    assertThat(allocated() - before).isLessThan(50_000);
    channel.finishAndReleaseAll();
  }
}
