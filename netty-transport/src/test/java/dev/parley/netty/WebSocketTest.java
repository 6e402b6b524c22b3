package dev.parley.netty;

import static dev.parley.netty.Wire.await;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.engineio.CloseReason;
import dev.parley.engineio.Frame;
import java.io.ByteArrayOutputStream;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Frames of RFC 6455, section 5, whole, in pieces, and wrong.
class WebSocketTest {
  private final Echo echo = new Echo();
  private final Wire wire = echo.webSocket();

  @AfterEach
  void stop() {
    echo.close();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(UTF_8);
  }

  @Test
  void aFrameMayComeByteByByte() {
    for (byte b : Wire.frame(0x81, utf8("4slow"))) {
      wire.send(new byte[] {b});
    }
    wire.expectText("4slow");
  }

  @Test
  void lengthsOfAllThreeSizes() {
    for (int length : new int[] {125, 126, 65_535}) {
      var text = "4" + "x".repeat(length - 1);
      wire.sendText(text).expectText(text);
    }
    var large = new byte[70_000];
    wire.sendBinary(large).expectBytes(0x82, 127, 0, 0, 0, 0, 0, 1, 0x11, 0x70);
    assertThat(wire.read(70_000)).isEqualTo(large);
  }

  @Test
  void fragmentsAreOneMessageAndControlFramesMayStandBetween() {
    wire.send(Wire.frame(0x01, utf8("4on")))
        .send(Wire.frame(0x89, utf8("hey")))
        .send(Wire.frame(0x00, utf8("")))
        .send(Wire.frame(0x80, utf8("e")))
        .expectBytes(0x8a, 3, 'h', 'e', 'y')
        .expectText("4one");
  }

  @Test
  void aCharacterMayBeSplitBetweenFragments() {
    var text = utf8("4€");
    wire.send(Wire.frame(0x01, new byte[] {text[0], text[1]}))
        .send(Wire.frame(0x80, new byte[] {text[2], text[3]}))
        .expectText("4€");
  }

  @Test
  void theClientsCloseFrameIsAnswered() {
    wire.send(Wire.frame(0x88, Wire.toBytes(0x03, 0xe8)))
        .expectBytes(0x88, 2, 0x03, 0xe8)
        .expectEnd();
    expectClosed(CloseReason.TRANSPORT_CLOSE);
  }

  @Test
  void aLostConnectionEndsTheSession() {
    wire.close();
    expectClosed(CloseReason.TRANSPORT_CLOSE);
  }

  @Test
  void shuttingWritesWhatWasSentBeforeAndThenCloses() {
    var session = echo.session(wire);
    session.send(Frame.text("41"));
    session.shut(CloseReason.FORCED_CLOSE);
    wire.expectText("441").expectClose(1000);
    expectClosed(CloseReason.FORCED_CLOSE);
  }

  @Test
  void aBinaryEventKeepsItsAttachments() {
    echo.session(wire).send(List.of(Frame.text("51-[]"), Frame.binary(new byte[] {1, 2})));
    wire.expectText("451-[]").expectBytes(0x82, 2, 1, 2);
  }

  @Test
  void aServerThatStopsSaysSo() {
    echo.engine.close();
    wire.expectClose(1001);
  }

  @Test
  void textMustBeUtf8() {
    wire.send(Wire.frame(0x81, Wire.toBytes('4', 0xc3, 0x28))).expectClose(1007);
    expectClosed(CloseReason.PARSE_ERROR);
  }

  @Test
  void aReplacementCharacterIsACharacter() {
    wire.sendText("4\ufffd").expectText("4\ufffd");
  }

  /// First byte and length byte of a frame that must not be.
  @ParameterizedTest
  @CsvSource({
    "0x83, 0x80", // unknown opcode
    "0x8b, 0x80", // unknown control opcode
    "0xc1, 0x81", // compressed, without compression
    "0xa1, 0x81", // reserved bit
    "0x80, 0x80", // continues nothing
    "0x09, 0x80", // control frame in fragments
    "0x89, 0xfe", // control frame of more than 125 bytes
    "0x81, 0x01" // not masked
  })
  void frameErrorsClose(String first, String second) {
    wire.send(Wire.toBytes(Integer.decode(first), Integer.decode(second), 1, 2, 3, 4, 5, 6, 7))
        .expectBytes(0x88, 2, 1002 >> 8, 1002 & 0xff);
    expectClosed(CloseReason.PARSE_ERROR);
  }

  @Test
  void aMessageMustNotBeginInsideAnother() {
    wire.send(Wire.frame(0x01, utf8("4a"))).send(Wire.frame(0x81, utf8("4b")));
    wire.expectBytes(0x88, 2, 1002 >> 8, 1002 & 0xff);
  }

  @Test
  void aPollingRequestForAWebSocketSessionIsRefused() {
    wire.another().poll().expect400(3, "Bad request");
  }

  @Test
  void framesBehindTheHandshakeInOneWriteAreRead() {
    try (var eager = echo.connect()) {
      var request =
          """
          GET /socket.io/?EIO=4&transport=websocket HTTP/1.1
          upgrade: websocket
          connection: Upgrade
          sec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==
          sec-websocket-version: 13

          """
              .replace("\n", "\r\n");
      var bytes = new ByteArrayOutputStream();
      bytes.writeBytes(utf8(request));
      bytes.writeBytes(Wire.frame(0x81, utf8("4eager")));
      eager.send(bytes.toByteArray());
      eager
          .expectHttp(
              """
              HTTP/1.1 101 Switching Protocols
              Upgrade: websocket
              Connection: Upgrade
              Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=

              """)
          .expectOpenFrame()
          .expectText("4eager");
    }
  }

  private void expectClosed(CloseReason reason) {
    await().untilAsserted(() -> assertThat(echo.closed).containsEntry(wire.sid(), reason));
  }
}
