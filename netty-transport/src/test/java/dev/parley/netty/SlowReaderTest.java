package dev.parley.netty;

import static dev.parley.netty.Wire.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.engineio.Broadcast;
import dev.parley.engineio.CloseReason;
import dev.parley.engineio.Engine;
import dev.parley.engineio.EngineSettings;
import dev.parley.engineio.Frame;
import dev.parley.engineio.ManualClock;
import dev.parley.engineio.Session;
import dev.parley.engineio.SessionListener;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// A client that does not read, on a real socket with its real buffers.
class SlowReaderTest {
  private static final int BOUND = 64 * 1024;

  private final Set<String> dropped = ConcurrentHashMap.newKeySet();
  private final Set<CloseReason> closed = ConcurrentHashMap.newKeySet();
  private final ManualClock clock = new ManualClock();
  private final Engine engine =
      new Engine(
          EngineSettings.defaults().withOutbox(1_000, BOUND, Duration.ofSeconds(5)),
          session -> new CatchingUp(),
          clock);
  private final EngineServer server =
      EngineServer.start(
          engine,
          HttpOptions.defaults(),
          new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));

  private final class CatchingUp implements SessionListener {
    @Override
    public void onText(Session session, String data) {
      session.send(Frame.text(data));
    }

    @Override
    public void onBinary(Session session, byte[] data) {}

    @Override
    public void onClose(Session session, CloseReason reason) {
      closed.add(reason);
    }

    @Override
    public void onBacklogDropped(Session session) {
      dropped.add(session.id());
      session.send(Frame.text("sync"));
    }
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private Wire connect() {
    return new Wire(server.port()).upgrade("EIO=4&transport=websocket").expectOpenFrame();
  }

  private Session session(Wire wire) {
    return engine.sessions().stream()
        .filter(session -> session.id().equals(wire.sid()))
        .findFirst()
        .orElseThrow();
  }

  /// Sends until the connection takes no more and the backlog was dropped.
  private static void flood(Session slow) {
    var transport = (WebSocketTransport) slow.transport();
    for (int i = 0; i < 100_000; i++) {
      var blocked = transport.isBlocked();
      int waiting = slow.pendingBytes();
      slow.send(Frame.text("%08d".formatted(i) + "x".repeat(1_015)));
      assertThat(slow.pendingBytes()).isLessThanOrEqualTo(BOUND);
      if (blocked && transport.isBlocked() && slow.pendingBytes() < waiting) {
        return;
      }
      // a quick sender must not be what fills the outbox
      while (!transport.isBlocked() && slow.pendingBytes() > 0) {
        Thread.onSpinWait();
      }
    }
    throw new AssertionError("nobody has buffers that large");
  }

  @Test
  void itsBacklogIsBoundedAndDroppedAndItCatchesUp() {
    var wire = connect();
    flood(session(wire));
    session(wire).send(Frame.text("lost too"));

    // what its connection had taken before the drop comes whole and in order, then the news of it
    int got = 0;
    for (var text = wire.readPacket(); !text.equals("4sync"); text = wire.readPacket()) {
      assertThat(text).startsWith("4%08d".formatted(got++));
    }
    assertThat(dropped).containsExactly(wire.sid());
    wire.sendText("4alive").expectText("4alive");
  }

  @Test
  void itSlowsNobodyElse() {
    var slow = connect();
    var quick = connect();
    var pair = engine.sessions();
    var text = "x".repeat(1_000);
    for (int i = 0; dropped.isEmpty() && session(slow).pendingBytes() < BOUND / 2; i++) {
      Broadcast.send(Frame.text(text), pair);
      assertThat(quick.readPacket()).isEqualTo("4" + text);
      assertThat(i).isLessThan(100_000);
    }
    assertThat(session(quick).pendingBytes()).isZero();
  }

  @Test
  void whoStaysBlockedIsClosed() {
    var wire = connect();
    var session = session(wire);
    await()
        .until(() -> {
          flood(session);
          clock.advance(5_000);
          return !session.isOpen();
        });
    await().untilAsserted(() -> assertThat(closed).containsExactly(CloseReason.SLOW_READER));
  }
}
