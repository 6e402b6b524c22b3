package dev.parley.netty;

import static dev.parley.netty.Wire.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.engineio.CloseReason;
import dev.parley.engineio.EngineSettings;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What is larger than maxPayload, here the default million bytes.
class LimitsTest {
  private static final int MAX = 1_000_000;
  private static final String TOO_LARGE =
      """
      HTTP/1.1 413 Request Entity Too Large
      content-length: 0

      """;

  private static final String UPGRADE =
      """
      GET /socket.io/?EIO=4&transport=websocket HTTP/1.1
      upgrade: websocket
      connection: Upgrade
      sec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==
      sec-websocket-version: 13

      """;

  private final Echo echo = new Echo(EngineSettings.defaults());

  @AfterEach
  void stop() {
    echo.close();
  }

  private void expectClosed(Wire wire) {
    await()
        .untilAsserted(
            () -> assertThat(echo.closed).containsEntry(wire.sid(), CloseReason.PAYLOAD_TOO_LARGE));
  }

  @Test
  void aBodyOfExactlyTheSizeIsFine() {
    var wire = echo.polling();
    wire.post("4" + "x".repeat(MAX - 1)).expectOk();
    wire.poll().expectPackets("4" + "x".repeat(MAX - 1));
  }

  @Test
  void aLargerBodyIsRefusedAndTheConnectionLives() {
    var wire = echo.polling();
    wire.post("4" + "x".repeat(MAX)).expectHttp(TOO_LARGE);
    expectClosed(wire);
    wire.poll().expectUnknownSession();
  }

  @Test
  void aLargerBodyInChunksIsRefusedToo() {
    var wire = echo.polling();
    wire.sendHttp(
        """
        POST /socket.io/?EIO=4&transport=polling&sid={sid} HTTP/1.1
        transfer-encoding: chunked

        """);
    for (int i = 0; i < 3; i++) {
      wire.sendHttp("61a80\n" + "x".repeat(400_000) + "\n");
    }
    wire.sendHttp("0\n\n").expectHttp(TOO_LARGE);
    expectClosed(wire);
  }

  @Test
  void whoAsksFirstIsToldBeforeSending() {
    var wire = echo.polling();
    wire.sendHttp(
            """
            POST /socket.io/?EIO=4&transport=polling&sid={sid} HTTP/1.1
            content-length: 1000001
            expect: 100-continue

            """)
        .expectHttp(
            """
            HTTP/1.1 413 Request Entity Too Large
            content-length: 0
            connection: close

            """)
        .expectEnd();
    expectClosed(wire);
  }

  @Test
  void aConnectionThatAsksForNothingIsClosed() {
    var shortly = Duration.ofMillis(50);
    try (var impatient = new Echo(EngineSettings.defaults().withHeartbeat(shortly, shortly))) {
      impatient.connect().expectEnd();
    }
  }

  @Test
  void aThousandThatOpenAndSayNothingAreGoneAfterAWhile() {
    var shortly = Duration.ofMillis(200);
    try (var impatient = new Echo(EngineSettings.defaults().withHeartbeat(shortly, shortly))) {
      var silent = new ArrayList<Wire>();
      var sessions = new ArrayList<Wire>();
      for (int i = 0; i < 250; i++) {
        silent.add(say(impatient, ""));
        silent.add(say(impatient, "GET /socket.io/?EIO=4&transp"));
        silent.add(say(impatient, "GET /socket.io/?EIO=4&transport=polling HTTP/1.1\n\n"));
        sessions.add(say(impatient, UPGRADE));
      }
      silent.forEach(LimitsTest::awaitEnd);
      await().until(() -> impatient.engine.sessions().isEmpty());
      assertThat(impatient.opened).isNotEmpty();
      sessions.forEach(Wire::close);
    }
  }

  /// A machine that stands still may have cut the connection off before a word is said.
  private static Wire say(Echo server, String words) {
    var wire = server.connect();
    try {
      wire.sendHttp(words);
    } catch (UncheckedIOException cutOff) {
      // what is waited for
    }
    return wire;
  }

  private static void awaitEnd(Wire wire) {
    try (wire) {
      wire.readAll();
    } catch (UncheckedIOException reset) {
      // an end too
    }
  }

  @Test
  void aMessageOfExactlyTheSizeIsFine() {
    var wire = echo.webSocket();
    wire.sendBinary(new byte[MAX]).expectBytes(0x82, 127, 0, 0, 0, 0, 0, 0x0f, 0x42, 0x40);
    assertThat(wire.read(MAX)).hasSize(MAX);
  }

  @Test
  void aLargerMessageClosesWith1009() {
    var wire = echo.webSocket();
    wire.sendBinary(new byte[MAX + 1]).expectClose(1009);
    expectClosed(wire);
  }

  @Test
  void theLargestLengthThereIsClosesWith1009() {
    for (int highest : new int[] {0x7f, 0x01, 0x00}) {
      var wire = echo.webSocket();
      wire.send(Wire.frame(0x01, new byte[100]))
          .send(Wire.toBytes(0x80, 0xff, highest, 255, 255, 255, 255, 255, 255, 255, 1, 2, 3, 4))
          .expectBytes(0x88, 2, 1009 >> 8, 1009 & 0xff);
      expectClosed(wire);
    }
  }

  @Test
  void fragmentsCountTogether() {
    var wire = echo.webSocket();
    wire.send(Wire.frame(0x02, new byte[MAX / 2]))
        .send(Wire.frame(0x00, new byte[MAX / 2]))
        .send(Wire.frame(0x80, new byte[1]))
        .expectClose(1009);
    expectClosed(wire);
  }
}
