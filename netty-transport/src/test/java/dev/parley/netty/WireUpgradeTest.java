package dev.parley.netty;

import static dev.parley.netty.Wire.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.engineio.CloseReason;
import dev.parley.engineio.EngineSettings;
import dev.parley.engineio.Frame;
import dev.parley.engineio.ManualClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// From polling to WebSocket, beyond the official suite.
class WireUpgradeTest {
  private final ManualClock clock = new ManualClock();
  private final Echo echo = new Echo(EngineSettings.defaults(), HttpOptions.defaults(), clock);
  private final Wire polling = echo.polling();

  @AfterEach
  void stop() {
    echo.close();
  }

  private Wire webSocket() {
    return polling.another().upgrade("EIO=4&transport=websocket&sid=" + polling.sid());
  }

  private Wire probing() {
    return webSocket().sendText("2probe").expectText("3probe");
  }

  @Test
  void aWaitingPollIsReleasedByTheProbe() {
    echo.poll(polling);
    var webSocket = probing();
    polling.expectPackets("6");
    webSocket.sendText("5").sendText("4hello").expectText("4hello");
  }

  @Test
  void aPollDuringTheProbeCarriesWhatThereIs() {
    var webSocket = probing();
    echo.session(polling).send(Frame.text("by poll"));
    polling.poll().expectPackets("4by poll");
    echo.session(polling).send(Frame.text("by socket"));
    webSocket.sendText("5").expectText("4by socket");
  }

  @Test
  void aPollThatStillWaitsWhenTheUpgradeIsDoneEnds() {
    var webSocket = webSocket().sendText("2probe").expectText("3probe");
    polling.poll().expectPackets("6");
    webSocket.sendText("5");
    await().until(() -> echo.session(polling).transportName().equals("websocket"));
    polling.poll().expect400(3, "Bad request");
  }

  @Test
  void aSecondWebSocketIsClosedAndTheFirstLives() {
    var first = probing();
    webSocket().expectClose(1000);
    first.sendText("5").sendText("4hello").expectText("4hello");
    webSocket().expectClose(1000);
    first.sendText("4again").expectText("4again");
  }

  @Test
  void aLostProbeLeavesTheSessionOnPolling() {
    probing().close();
    polling.post("4hello").expectOk();
    polling.poll().expectPackets("4hello");
  }

  @Test
  void aWrongProbeIsClosedAndTheSessionStays() {
    webSocket().sendText("4early").expectClose(1002);
    webSocket().sendText("5").sendText("2probe").expectText("3probe");
    polling.post("4hello").expectOk();
    polling.poll().expectPackets("4hello");
  }

  @Test
  void aProbeThatIsNeverFinishedIsClosedInTime() {
    var webSocket = probing();
    clock.advance(10_000);
    webSocket.expectClose(1002);
    polling.post("4hello").expectOk();
    polling.poll().expectPackets("4hello");
  }

  @Test
  void theEndOfTheSessionEndsItsProbeToo() {
    var webSocket = probing();
    polling.post("1").expectOk();
    webSocket.expectClose(1000);
    await()
        .untilAsserted(() ->
            assertThat(echo.closed).containsEntry(polling.sid(), CloseReason.TRANSPORT_CLOSE));
  }

  @Test
  void aClientThatMovesHearsOfTheEndWhereItMovesTo() {
    var webSocket = probing();
    echo.session(polling).close(CloseReason.SERVER_SHUTTING_DOWN);
    await().until(() -> echo.closed.containsKey(polling.sid()));

    webSocket.sendText("2probe").expectText("3probe");
    webSocket.sendText("5").expectClose(1001);
  }

  @Test
  void anUnknownSessionIsRefused() {
    var json = "{\"code\":1,\"message\":\"Session ID unknown\"}";
    polling
        .another()
        .upgradeRequest("EIO=4&transport=websocket&sid=AAAAAAAAAAAAAAAAAAAA")
        .expectHttp(
            """
            HTTP/1.1 400 Bad Request
            content-length: 41
            content-type: application/json
            connection: close

            """
                + json)
        .expectEnd();
  }
}
