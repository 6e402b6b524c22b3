package dev.parley.engineio;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class UpgradeTest {
  private final SessionFixture fixture = new SessionFixture();
  private final LocalTransport polling = new LocalTransport("polling");
  private final LocalTransport webSocket = new LocalTransport("websocket");
  private final Session session = fixture.open(polling);

  private void probe() {
    assertThat(fixture.engine.upgrade(session, webSocket)).isTrue();
    webSocket.receive(new Packet.Ping("probe"));
  }

  @Test
  void theSessionMovesWithEverythingThatWaits() {
    polling.writable = false;
    session.send(Frame.text("a"));
    probe();
    assertThat(webSocket.written).containsExactly("3probe");
    session.send(Frame.text("b"));
    assertThat(session.transportName()).isEqualTo("polling");

    webSocket.receive(new Packet.Upgrade());
    session.send(Frame.text("c"));
    webSocket.runLoop();
    assertThat(session.transportName()).isEqualTo("websocket");
    assertThat(webSocket.written).containsExactly("3probe", "4a", "4b", "4c");
    polling.runLoop();
    assertThat(polling.ended).isEqualTo(CloseReason.TRANSPORT_CLOSE);
    assertThat(session.isOpen()).isTrue();
  }

  @Test
  void onlyOneMayProbeAndNoneOnceItIsDone() {
    probe();
    var second = new LocalTransport("websocket");
    assertThat(fixture.engine.upgrade(session, second)).isFalse();
    webSocket.receive(new Packet.Upgrade());
    assertThat(fixture.engine.upgrade(session, second)).isFalse();
    assertThat(session.isOpen()).isTrue();
  }

  @Test
  void aLostProbeCostsNothing() {
    probe();
    webSocket.lose();
    webSocket.runLoop();
    assertThat(webSocket.ended).isEqualTo(CloseReason.TRANSPORT_ERROR);
    session.send(Frame.text("a"));
    polling.runLoop();
    assertThat(polling.written).endsWith("4a");
    assertThat(fixture.engine.upgrade(session, new LocalTransport("websocket"))).isTrue();
  }

  @Test
  void aMessageBeforeTheUpgradeEndsTheProbeOnly() {
    probe();
    webSocket.receive("early");
    webSocket.runLoop();
    assertThat(webSocket.ended).isEqualTo(CloseReason.PARSE_ERROR);
    assertThat(session.isOpen()).isTrue();
    assertThat(fixture.recorder.told).isEmpty();
  }

  @Test
  void anUpgradeWithoutAProbeIsNone() {
    assertThat(fixture.engine.upgrade(session, webSocket)).isTrue();
    webSocket.receive(new Packet.Upgrade());
    assertThat(session.transportName()).isEqualTo("polling");
  }

  @Test
  void aProbeThatIsNotFinishedInTimeIsClosed() {
    probe();
    for (int i = 0; i < 100; i++) {
      fixture.clock.advance(100);
      polling.receive(new Packet.Pong(""));
    }
    webSocket.runLoop();
    assertThat(webSocket.ended).isEqualTo(CloseReason.TRANSPORT_ERROR);
    assertThat(session.isOpen()).isTrue();
  }

  @Test
  void whoseSessionEndsWhileTheyMoveHearsOfItWhereTheyMoveTo() {
    probe();
    session.close(CloseReason.SERVER_SHUTTING_DOWN);
    polling.runLoop();
    webSocket.runLoop();
    assertThat(polling.ended).isEqualTo(CloseReason.SERVER_SHUTTING_DOWN);
    assertThat(webSocket.ended).isNull();

    webSocket.receive(new Packet.Upgrade());
    webSocket.runLoop();
    assertThat(webSocket.ended).isEqualTo(CloseReason.SERVER_SHUTTING_DOWN);
  }

  @Test
  void whoNeverMovesAfterTheEndIsNotWaitedForForEver() {
    probe();
    session.close(CloseReason.FORCED_CLOSE);
    fixture.clock.advance(10_000);
    webSocket.runLoop();
    assertThat(webSocket.ended).isEqualTo(CloseReason.TRANSPORT_ERROR);
  }

  @Test
  void aTransportThatHasNotProbedEndsWithTheSession() {
    assertThat(fixture.engine.upgrade(session, webSocket)).isTrue();
    session.close(CloseReason.FORCED_CLOSE);
    webSocket.runLoop();
    assertThat(webSocket.ended).isEqualTo(CloseReason.FORCED_CLOSE);
  }

  @Test
  void whatIsFinishedInTimeStays() {
    probe();
    webSocket.receive(new Packet.Upgrade());
    for (int i = 0; i < 100; i++) {
      fixture.clock.advance(100);
      webSocket.receive(new Packet.Pong(""));
    }
    webSocket.runLoop();
    assertThat(webSocket.ended).isNull();
    assertThat(session.isOpen()).isTrue();
  }
}
