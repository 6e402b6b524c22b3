package dev.parley.netty;

import static dev.parley.netty.Wire.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.engineio.CloseReason;
import dev.parley.engineio.EngineSettings;
import dev.parley.engineio.ManualClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Pings and pongs on the wire, every 25 s and within 20 s, in manual time.
class HeartbeatTest {
  private final ManualClock clock = new ManualClock();
  private final Echo echo = new Echo(EngineSettings.defaults(), HttpOptions.defaults(), clock);

  @AfterEach
  void stop() {
    echo.close();
  }

  @Test
  void pollingIsPingedThroughItsPoll() {
    var wire = echo.polling();
    for (int i = 0; i < 3; i++) {
      echo.poll(wire);
      clock.advance(25_000);
      wire.expectPackets("2");
      wire.post("3").expectOk();
    }
  }

  @Test
  void aPingWaitsForThePoll() {
    var wire = echo.polling();
    clock.advance(25_000);
    wire.poll().expectPackets("2");
  }

  @Test
  void webSocketIsPinged() {
    var wire = echo.webSocket();
    for (int i = 0; i < 3; i++) {
      clock.advance(25_000);
      wire.expectText("2").sendText("3").sendText("4after it").expectText("4after it");
    }
  }

  @Test
  void aMissedPongEndsAWaitingPoll() {
    var wire = echo.polling();
    echo.poll(wire);
    clock.advance(25_000);
    wire.expectPackets("2");
    echo.poll(wire);
    clock.advance(19_999);
    assertThat(echo.session(wire).isOpen()).isTrue();
    clock.advance(1);
    wire.expectPackets("1");
    wire.poll().expectUnknownSession();
  }

  @Test
  void aPollThatArrivesExactlyAtTheEndIsRefused() {
    var wire = pinged();
    clock.skip(20_000);
    wire.poll().expectUnknownSession();
    expectPingTimeout(wire);
  }

  @Test
  void aPostThatArrivesExactlyAtTheEndIsRefusedEvenWithThePong() {
    var wire = pinged();
    clock.skip(20_000);
    wire.post("3").expectUnknownSession();
    expectPingTimeout(wire);
  }

  @Test
  void aPongAMillisecondBeforeTheEndIsInTime() {
    var wire = pinged();
    clock.skip(19_999);
    wire.post("3").expectOk();
    clock.advance(1);
    wire.post("4alive").expectOk();
    wire.poll().expectPackets("4alive");
  }

  @Test
  void whoNeverPollsIsGoneAfterIntervalAndTimeout() {
    var wire = echo.polling();
    clock.advance(45_000);
    wire.poll().expectUnknownSession();
    expectPingTimeout(wire);
  }

  private Wire pinged() {
    var wire = echo.polling();
    clock.advance(25_000);
    return wire.poll().expectPackets("2");
  }

  private void expectPingTimeout(Wire wire) {
    await()
        .untilAsserted(
            () -> assertThat(echo.closed).containsEntry(wire.sid(), CloseReason.PING_TIMEOUT));
  }

  @Test
  void aMissedPongClosesAWebSocket() {
    var wire = echo.webSocket();
    clock.advance(25_000);
    wire.expectText("2");
    clock.advance(20_000);
    wire.expectClose(1002);
    expectPingTimeout(wire);
  }

  @Test
  void noPongIsAskedForBeforeItsTime() {
    var wire = echo.webSocket();
    for (int i = 0; i < 24; i++) {
      clock.advance(1_000);
      wire.sendText("4" + i).expectText("4" + i);
    }
    clock.advance(1_000);
    wire.expectText("2");
  }
}
