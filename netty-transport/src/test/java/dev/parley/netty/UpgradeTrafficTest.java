package dev.parley.netty;

import static dev.parley.netty.Wire.await;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// An upgrade while both sides send text and bytes and the server pings: nothing lost, nothing
/// doubled, nothing out of order.
class UpgradeTrafficTest {
  private static final int MESSAGES = 300;
  private static final int PING_INTERVAL = 25_000;

  /// Packets in their polling form, as the server got them and as the client did.
  private final List<String> received = new CopyOnWriteArrayList<>();

  private final List<String> polled = new CopyOnWriteArrayList<>();
  private volatile boolean paused;

  /// The server sends one message for each of the client's, at its own time.
  private final Semaphore pace = new Semaphore(0);

  private final ManualClock clock = new ManualClock();
  private final Engine engine =
      new Engine(
          EngineSettings.defaults().withUpgradeTimeout(Duration.ofHours(1)), this::open, clock);
  private final EngineServer server =
      EngineServer.start(
          engine,
          HttpOptions.defaults(),
          new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));

  private SessionListener open(Session session) {
    Thread.startVirtualThread(() -> {
      for (int i = 0; i < MESSAGES; i++) {
        pace.acquireUninterruptibly();
        session.send(List.of(Frame.text("" + i), Frame.binary(bytes(i))));
      }
    });
    return new SessionListener() {
      @Override
      public void onText(Session from, String data) {
        received.add("4" + data);
      }

      @Override
      public void onBinary(Session from, byte[] data) {
        received.add("b" + Base64.getEncoder().encodeToString(data));
      }

      @Override
      public void onClose(Session from, CloseReason reason) {}
    };
  }

  private static byte[] bytes(int i) {
    return ("bytes " + i).getBytes(US_ASCII);
  }

  private static List<String> message(int i) {
    return List.of("4" + i, "b" + Base64.getEncoder().encodeToString(bytes(i)));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  /// The official client awaits its last poll before it says that the upgrade is done. Another may
  /// poll on until it is refused.
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void losesNothing(boolean official) throws Exception {
    upgradeUnderTraffic(official);
  }

  @Tag("long")
  @RepeatedTest(100)
  void losesNothingAHundredTimes() throws Exception {
    upgradeUnderTraffic(true);
  }

  @Tag("long")
  @RepeatedTest(100)
  void losesNothingAHundredTimesForWhoPollsOn() throws Exception {
    upgradeUnderTraffic(false);
  }

  private void upgradeUnderTraffic(boolean official) throws Exception {
    var polling = new Wire(server.port());
    polling.get("EIO=4&transport=polling").readPackets();
    var session = engine.sessions().iterator().next();
    polling.takeSid(session.id());
    var posting = polling.another();
    var webSocket = polling.another();
    var transport = (PollingTransport) session.transport();
    var polls = Thread.ofVirtual().start(() -> poll(polling));
    await().pollInterval(ofMillis(2)).until(transport::isPolled);

    webSocket.upgrade("EIO=4&transport=websocket&sid=" + polling.sid()).sendText("2probe");
    int sent = 0;
    for (; sent < MESSAGES / 3; sent++) {
      pace.release();
      posting.post(String.join("\u001e", message(sent))).expectOk();
    }
    clock.advance(PING_INTERVAL);
    await().pollInterval(ofMillis(2)).until(() -> polled.contains("2"));
    posting.post("3").expectOk();
    webSocket.expectText("3probe");
    if (official) {
      paused = true;
      polls.join();
    }
    pace.release(MESSAGES / 3);
    clock.advance(PING_INTERVAL);
    webSocket.sendText("5");
    for (; sent < MESSAGES; sent++) {
      pace.release();
      webSocket.sendText("4" + sent).sendBinary(bytes(sent));
    }
    polls.join();
    var got = new ArrayList<>(polled);
    while (messages(got).size() < 2 * MESSAGES) {
      got.add(webSocket.readPacket());
    }

    var expected = IntStream.range(0, MESSAGES).boxed().flatMap(i -> message(i).stream()).toList();
    assertThat(messages(got)).isEqualTo(expected);
    assertThat(got.stream().filter("2"::equals)).hasSize(2);
    await().untilAsserted(() -> assertThat(received).hasSameSizeAs(expected));
    assertThat(received).isEqualTo(expected);
  }

  /// Always with a poll that waits.
  private void poll(Wire polling) {
    var packets = polling.poll().readPackets();
    while (!packets.isEmpty()) {
      polled.addAll(packets);
      packets = paused ? List.of() : polling.poll().readPackets();
    }
  }

  private static List<String> messages(List<String> packets) {
    return packets.stream()
        .filter(packet -> packet.startsWith("4") || packet.startsWith("b"))
        .toList();
  }
}
