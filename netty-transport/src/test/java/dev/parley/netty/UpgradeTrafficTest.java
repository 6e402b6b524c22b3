package dev.parley.netty;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.engineio.CloseReason;
import dev.parley.engineio.Engine;
import dev.parley.engineio.EngineSettings;
import dev.parley.engineio.Frame;
import dev.parley.engineio.Session;
import dev.parley.engineio.SessionListener;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// An upgrade while both sides send: nothing lost, nothing doubled, nothing out of order.
class UpgradeTrafficTest {
  private static final int MESSAGES = 300;

  private final List<String> received = new CopyOnWriteArrayList<>();

  /// The server sends one message for each of the client's, at its own time.
  private final Semaphore pace = new Semaphore(0);

  private final CountDownLatch all = new CountDownLatch(MESSAGES);
  private final Engine engine = new Engine(EngineSettings.defaults(), this::open);
  private final EngineServer server =
      EngineServer.start(
          engine,
          HttpOptions.defaults(),
          new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));

  private SessionListener open(Session session) {
    Thread.startVirtualThread(() -> {
      for (int i = 0; i < MESSAGES; i++) {
        pace.acquireUninterruptibly();
        session.send(Frame.text("" + i));
      }
    });
    return new SessionListener() {
      @Override
      public void onText(Session from, String data) {
        received.add(data);
        all.countDown();
      }

      @Override
      public void onBinary(Session from, byte[] data) {}

      @Override
      public void onClose(Session from, CloseReason reason) {}
    };
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void losesNothing() throws Exception {
    upgradeUnderTraffic();
  }

  @Tag("long")
  @RepeatedTest(200)
  void losesNothingTwoHundredTimes() throws Exception {
    upgradeUnderTraffic();
  }

  /// As the official client does it: polls and posts go on until the probe is answered; then the
  /// last ones are awaited, and only then the upgrade is told.
  private void upgradeUnderTraffic() throws Exception {
    var polling = new Wire(server.port());
    polling.get("EIO=4&transport=polling").readPackets();
    polling.takeSid(engine.sessions().iterator().next().id());
    var posting = polling.another();
    var webSocket = polling.another();
    var got = new ArrayList<String>();
    int sent = 0;

    webSocket.upgrade("EIO=4&transport=websocket&sid=" + polling.sid()).sendText("2probe");
    for (; sent < MESSAGES / 3; sent++) {
      pace.release();
      posting.post("4" + sent).expectOk();
      if (sent % 5 == 0) {
        got.addAll(polling.poll().readPackets());
      }
    }
    webSocket.expectText("3probe");
    pace.release(MESSAGES / 3);
    got.addAll(polling.poll().readPackets());
    webSocket.sendText("5");
    for (; sent < MESSAGES; sent++) {
      pace.release();
      webSocket.sendText("4" + sent);
    }
    while (messages(got).size() < MESSAGES) {
      got.add(webSocket.readText());
    }

    var expected = IntStream.range(0, MESSAGES).mapToObj(String::valueOf).toList();
    assertThat(messages(got)).isEqualTo(expected);
    all.await();
    assertThat(received).isEqualTo(expected);
  }

  private static List<String> messages(List<String> packets) {
    return packets.stream()
        .filter(packet -> packet.startsWith("4"))
        .map(packet -> packet.substring(1))
        .toList();
  }
}
