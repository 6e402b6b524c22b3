package dev.parley.engineio;

import static dev.parley.engineio.SessionFixture.await;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SessionTest {
  private final SessionFixture fixture = new SessionFixture();
  private final LocalTransport transport = new LocalTransport("websocket");
  private final Session session = fixture.open(transport);

  @Test
  void theOpenPacketIsFirstAndAlone() {
    assertThat(transport.written)
        .containsExactly(
            "0{\"sid\":\""
                + session.id()
                + "\",\"upgrades\":[],\"pingInterval\":300,\"pingTimeout\":200,"
                + "\"maxPayload\":1000000}");
  }

  @Test
  void aClientQuickerThanTheServerIsNotMissed() {
    var quick = new LocalTransport("websocket");
    quick.whenOpen =
        () -> {
          quick.receive("first");
          quick.receive(new Packet.Close());
        };
    fixture.open(quick);
    assertThat(fixture.recorder.next()).isEqualTo("text first");
    assertThat(fixture.recorder.next()).isEqualTo("close: transport close");
  }

  @Test
  void theOrderOfSendsIsTheOrderOnTheWire() {
    session.send(Frame.text("a"));
    session.send(List.of(Frame.text("b"), Frame.binary(new byte[] {'c'}), Frame.text("d")));
    session.send(Frame.text("e"));
    assertThat(transport.tasks).as("one drain for all of them").hasSize(1);
    transport.runLoop();
    assertThat(transport.written.subList(1, 6)).containsExactly("4a", "4b", "c", "4d", "4e");
  }

  @Test
  void aTransportThatCannotWriteIsNotWokenUntilItHasDrained() {
    transport.writable = false;
    session.send(Frame.text("a"));
    transport.runLoop();
    session.send(Frame.text("b"));
    assertThat(transport.tasks).isEmpty();
    assertThat(session.pendingBytes()).isEqualTo(4);

    transport.writable = true;
    transport.run();
    assertThat(transport.written).endsWith("4a", "4b");
    assertThat(session.pendingBytes()).isZero();
  }

  @Test
  void theListenerIsToldInOrderAndOfTheEndLast() {
    transport.receive("a");
    transport.receive(new Packet.Binary(new byte[3]));
    session.close(CloseReason.FORCED_CLOSE);
    session.close(CloseReason.TRANSPORT_CLOSE);
    transport.receive("late");

    assertThat(fixture.recorder.next()).isEqualTo("text a");
    assertThat(fixture.recorder.next()).isEqualTo("binary 3");
    assertThat(fixture.recorder.next()).isEqualTo("close: forced close");
    transport.runLoop();
    assertThat(transport.ended).isEqualTo(CloseReason.FORCED_CLOSE);
    assertThat(fixture.recorder.told).isEmpty();
    assertThat(fixture.engine.sessions()).isEmpty();
    assertThat(fixture.engine.find(session.id())).isNull();
  }

  @Test
  void shutWritesWhatWasSentBefore() {
    session.send(Frame.text("last"));
    session.shut(CloseReason.FORCED_CLOSE);
    session.send(Frame.text("too late"));
    assertThat(session.isOpen()).isFalse();
    transport.runLoop();
    assertThat(transport.written).endsWith("4last", "1");
    assertThat(transport.ended).isEqualTo(CloseReason.FORCED_CLOSE);
    assertThat(fixture.recorder.next()).isEqualTo("close: forced close");
  }

  @Test
  void wrongPacketsEndIt() {
    transport.receive(new Packet.Upgrade());
    assertThat(fixture.recorder.next()).isEqualTo("close: parse error");
  }

  @Test
  void aFailingListenerEndsItsSessionOnly() {
    var engine =
        new Engine(
            SessionFixture.SETTINGS,
            failing -> {
              throw new IllegalStateException("a defect, thrown on purpose");
            },
            fixture.clock);
    var lost = engine.open(session.handshake(), new LocalTransport("websocket"));
    await().until(() -> !lost.isOpen());
    assertThat(session.isOpen()).isTrue();
  }

  @Test
  void inputThatIsNotHandledStopsTheReading() {
    var go = new CountDownLatch(1);
    var handled = new AtomicInteger();
    session.execute(() -> hold(go));
    for (int i = 0; i <= 10; i++) {
      transport.receive("x");
      session.execute(handled::incrementAndGet);
    }
    transport.runLoop();
    assertThat(transport.reading).isFalse();

    go.countDown();
    await().until(() -> handled.get() == 11);
    await()
        .until(() -> {
          transport.runLoop();
          return transport.reading;
        });
    assertThat(IntStream.range(0, 11).mapToObj(i -> fixture.recorder.next()))
        .containsOnly("text x");
  }

  private static void hold(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
  }

  @Test
  void aClosedEngineEndsAllSessionsAndTakesNoMore() {
    fixture.engine.close();
    assertThat(fixture.recorder.next()).isEqualTo("close: server shutting down");
    var late = fixture.open(new LocalTransport("websocket"));
    assertThat(late.isOpen()).isFalse();
  }
}
