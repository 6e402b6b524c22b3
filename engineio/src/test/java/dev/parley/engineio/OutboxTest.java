package dev.parley.engineio;

import static dev.parley.engineio.SessionFixture.await;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What happens to a reader who is too slow; here the bounds are 10 packets, 1,000 bytes and 500
/// ms.
class OutboxTest {
  private final SessionFixture fixture = new SessionFixture();
  private final LocalTransport transport = new LocalTransport("websocket");
  private final Session session = fixture.open(transport);

  @BeforeEach
  void block() {
    transport.writable = false;
    transport.written.clear();
  }

  private void unblock() {
    transport.writable = true;
    transport.run();
  }

  private void send(int count) {
    for (int i = 0; i < count; i++) {
      session.send(Frame.text("" + i));
    }
  }

  @Test
  void uptoTheBoundNothingIsLost() {
    send(10);
    unblock();
    assertThat(transport.written).hasSize(10);
    assertThat(fixture.recorder.told).isEmpty();
  }

  @Test
  void pastTheBoundTheBacklogIsDroppedAndTheListenerToldOnceItWasDrained() {
    send(11);
    assertThat(session.pendingBytes()).isZero();
    send(3);
    assertThat(fixture.recorder.told).isEmpty();

    unblock();
    assertThat(transport.written).isEmpty();
    assertThat(fixture.recorder.next()).isEqualTo("dropped");

    session.send(Frame.text("after"));
    transport.runLoop();
    assertThat(transport.written).containsExactly("4after");
    fixture.clock.advance(250);
    assertThat(session.isOpen()).isTrue();
  }

  @Test
  void bytesCountToo() {
    session.send(Frame.text("x".repeat(2_000)));
    assertThat(session.pendingBytes()).as("one always waits").isEqualTo(2_001);
    send(1);
    assertThat(session.pendingBytes()).isZero();
  }

  @Test
  void whatIsChainedIsDroppedTogether() {
    session.send(List.of(Frame.text("51-"), Frame.binary(new byte[990])));
    assertThat(session.pendingBytes()).isEqualTo(994);
    send(4);
    unblock();
    assertThat(transport.written).isEmpty();
  }

  @Test
  void pingsOutliveTheBacklog() {
    send(5);
    fixture.clock.advance(300);
    send(10);
    unblock();
    assertThat(transport.written).containsExactly("2");
  }

  @Test
  void whoStaysBlockedIsClosedByName() {
    send(11);
    transport.receive(new Packet.Pong(""));
    fixture.clock.advance(499);
    assertThat(session.isOpen()).isTrue();
    fixture.clock.advance(1);
    assertThat(fixture.recorder.next()).isEqualTo("close: slow reader");
  }

  @Test
  void eachDropHasItsOwnTime() {
    send(11);
    fixture.clock.advance(310);
    transport.receive(new Packet.Pong(""));
    unblock();
    transport.writable = false;
    send(1);
    transport.runLoop();
    send(11);
    fixture.clock.advance(190);
    assertThat(session.isOpen()).as("that was the first drop's end").isTrue();
  }

  @Test
  void withoutAWayToCatchUpTheSessionIsClosed() {
    var engine = new Engine(SessionFixture.SETTINGS, opened -> new Simple(), fixture.clock);
    var slow = new LocalTransport("websocket");
    var lost = engine.open(session.handshake(), slow);
    slow.writable = false;
    for (int i = 0; i < 11; i++) {
      lost.send(Frame.text("x"));
    }
    slow.writable = true;
    slow.run();
    await().until(() -> !lost.isOpen());
  }

  private static final class Simple implements SessionListener {
    @Override
    public void onText(Session session, String data) {}

    @Override
    public void onBinary(Session session, byte[] data) {}

    @Override
    public void onClose(Session session, CloseReason reason) {}
  }
}
