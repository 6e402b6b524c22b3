package dev.parley.engineio;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/// Pings every 300 ms, pongs within 200 ms, in manual time.
class HeartbeatsTest {
  private final SessionFixture fixture = new SessionFixture();
  private final LocalTransport transport = new LocalTransport("websocket");
  private final Session session = fixture.open(transport);

  private long pings() {
    transport.runLoop();
    return transport.written.stream().filter("2"::equals).count();
  }

  @Test
  void theServerPingsAndThePongStartsTheNextInterval() {
    fixture.clock.advance(299);
    assertThat(pings()).isZero();
    fixture.clock.advance(1);
    assertThat(pings()).isEqualTo(1);

    fixture.clock.advance(150);
    transport.receive(new Packet.Pong(""));
    fixture.clock.advance(299);
    assertThat(pings()).isEqualTo(1);
    fixture.clock.advance(1);
    assertThat(pings()).isEqualTo(2);
    assertThat(session.isOpen()).isTrue();
  }

  @Test
  void aMissedPongClosesOnTime() {
    fixture.clock.advance(499);
    assertThat(session.isOpen()).isTrue();
    fixture.clock.advance(1);
    assertThat(fixture.recorder.next()).isEqualTo("close: ping timeout");
  }

  @Test
  void messagesAreNoPongs() {
    fixture.clock.advance(310);
    transport.receive("still there");
    fixture.clock.advance(190);
    assertThat(session.isOpen()).isFalse();
  }

  @Test
  void aLookForTheSessionFindsItOverdueEvenBeforeTheSweep() {
    fixture.clock.advance(300);
    fixture.clock.skip(199);
    assertThat(fixture.engine.find(session.id())).isSameAs(session);
    fixture.clock.skip(1);
    assertThat(fixture.engine.find(session.id())).isNull();
    assertThat(fixture.recorder.next()).isEqualTo("close: ping timeout");
  }

  @Test
  void aTimeoutLongerThanTheIntervalDelaysNoPing() {
    var slow =
        new SessionFixture(
            SessionFixture.SETTINGS.withHeartbeat(Duration.ofMillis(100), Duration.ofSeconds(5)));
    var wire = new LocalTransport("websocket");
    slow.open(wire);
    for (int i = 1; i <= 10; i++) {
      slow.clock.advance(110);
      wire.runLoop();
      assertThat(wire.written.stream().filter("2"::equals)).hasSize(i);
      wire.receive(new Packet.Pong(""));
    }
  }

  @Test
  void aServerThatStoodStillBlamesNoClient() {
    fixture.clock.advance(310);
    fixture.clock.stall(30_000);
    assertThat(session.isOpen()).isTrue();
    transport.receive(new Packet.Pong(""));
    fixture.clock.advance(250);
    assertThat(session.isOpen()).isTrue();
  }

  @Test
  void whomTheServerDoesNotReadFromIsNotBlamed() {
    var go = new CountDownLatch(1);
    session.execute(() -> hold(go));
    for (int i = 0; i < 11; i++) {
      transport.receive("x");
    }
    fixture.clock.advance(2_000);
    assertThat(fixture.engine.find(session.id())).isSameAs(session);
    go.countDown();
  }

  private static void hold(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
  }

  @Test
  void manySessionsEachHaveTheirOwnBeat() {
    var second = new LocalTransport("websocket");
    fixture.clock.advance(100);
    fixture.open(second);
    fixture.clock.advance(200);
    assertThat(pings()).isEqualTo(1);
    second.runLoop();
    assertThat(second.written).hasSize(1);
    fixture.clock.advance(100);
    second.runLoop();
    assertThat(second.written).endsWith("2");
  }
}
