package dev.parley.netty;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.engineio.Broadcast;
import dev.parley.engineio.EngineSettings;
import dev.parley.engineio.Frame;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// permessage-deflate, RFC 7692.
class CompressionTest {
  private final Echo echo = new Echo(EngineSettings.defaults().withCompression(true));

  @AfterEach
  void stop() {
    echo.close();
  }

  private Wire connect(Echo server, String offers, String accepted) {
    return server
        .connect()
        .sendHttp(
            """
            GET /socket.io/?EIO=4&transport=websocket HTTP/1.1
            upgrade: websocket
            connection: Upgrade
            sec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==
            sec-websocket-version: 13
            sec-websocket-extensions: %s

            """
                .formatted(offers))
        .expectHttp(
            """
            HTTP/1.1 101 Switching Protocols
            Upgrade: websocket
            Connection: Upgrade
            Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=
            %s
            """
                .formatted(accepted))
        .expectOpenFrame();
  }

  private Wire compressed() {
    return connect(
        echo,
        "permessage-deflate; client_max_window_bits",
        "Sec-WebSocket-Extensions: permessage-deflate; server_no_context_takeover;"
            + " client_no_context_takeover\n");
  }

  @Test
  void itIsOffByDefault() {
    try (var plain = new Echo()) {
      connect(plain, "permessage-deflate", "");
    }
  }

  @Test
  void whatCannotBeKeptIsNotAccepted() {
    for (var offer :
        List.of(
            "permessage-deflate; server_max_window_bits=10",
            "permessage-deflate; unknown",
            "permessage-deflate; client_no_context_takeover; client_no_context_takeover",
            "x-webkit-deflate-frame")) {
      connect(echo, offer, "");
    }
  }

  @Test
  void theFirstOfferThatCanBeKeptIs() {
    connect(
        echo,
        "permessage-deflate; server_max_window_bits=9, permessage-deflate;"
            + " server_max_window_bits=15",
        "Sec-WebSocket-Extensions: permessage-deflate; server_no_context_takeover;"
            + " client_no_context_takeover; server_max_window_bits=15\n");
  }

  /// The example of RFC 7692, section 7.2.3.1, with a `4` before its "Hello".
  @Test
  void aCompressedMessageIsRead() {
    compressed()
        .send(Wire.frame(0xc1, Wire.toBytes(0x32, 0xf1, 0x48, 0xcd, 0xc9, 0xc9, 0x07, 0x00)))
        .expectText("4Hello");
  }

  @Test
  void largeMessagesAreSentCompressedSmallOnesNot() {
    var wire = compressed();
    var text = "4" + "parley ".repeat(500);
    wire.sendText(text);
    assertThat(inflated(wire)).isEqualTo(text);
    wire.sendText("4small").expectText("4small");
  }

  @Test
  void aBroadcastIsCompressedForThoseWhoAskedForIt() {
    var some = compressed();
    var plain = echo.webSocket();
    var text = "parley ".repeat(500);
    Broadcast.send(Frame.text(text), echo.engine.sessions());
    assertThat(inflated(some)).isEqualTo("4" + text);
    plain.expectText("4" + text);
  }

  private static String inflated(Wire wire) {
    wire.expectBytes(0xc1);
    int length = wire.read(1)[0];
    assertThat(length).isLessThan(126);
    return new String(Deflate.inflate(wire.read(length), 10_000), UTF_8);
  }

  @Test
  void theLimitCountsAfterInflating() {
    var bomb = Deflate.deflate(new byte[1_000_001]);
    assertThat(bomb).hasSizeLessThan(2_000);
    compressed().send(Wire.frame(0xc2, bomb)).expectClose(1009);
    var fine = Deflate.deflate(new byte[1_000_000]);
    compressed().send(Wire.frame(0xc2, fine)).expectBytes(0xc2);
  }

  /// Only the first fragment says that the message is compressed.
  @Test
  void aCompressedMessageMayComeInFragments() {
    var deflated = Deflate.deflate("4Hello, hello, hello".getBytes(UTF_8));
    compressed()
        .send(Wire.frame(0x41, Arrays.copyOf(deflated, 3)))
        .send(Wire.frame(0x89, "hey".getBytes(UTF_8)))
        .send(Wire.frame(0x00, Arrays.copyOfRange(deflated, 3, 4)))
        .send(Wire.frame(0x80, Arrays.copyOfRange(deflated, 4, deflated.length)))
        .expectBytes(0x8a, 3, 'h', 'e', 'y')
        .expectText("4Hello, hello, hello");
  }

  @Test
  void aLaterFragmentMustNotSayIt() {
    compressed()
        .send(Wire.frame(0x41, Wire.toBytes(0x32, 0xf1)))
        .send(Wire.frame(0xc0, Wire.toBytes(0x48, 0xcd)))
        .expectBytes(0x88, 2, 1002 >> 8, 1002 & 0xff);
  }

  @Test
  void theLimitCountsAfterInflatingFragmentsTogether() {
    var bomb = Deflate.deflate(new byte[1_000_001]);
    fragments(compressed(), bomb).expectClose(1009);
    var fine = Deflate.deflate(new byte[1_000_000]);
    fragments(compressed(), fine).expectBytes(0xc2);
  }

  /// A binary message in four fragments.
  private static Wire fragments(Wire wire, byte[] deflated) {
    int quarter = deflated.length / 4;
    wire.send(Wire.frame(0x42, Arrays.copyOf(deflated, quarter)));
    for (int i = 1; i < 3; i++) {
      wire.send(Wire.frame(0x00, Arrays.copyOfRange(deflated, i * quarter, (i + 1) * quarter)));
    }
    return wire.send(Wire.frame(0x80, Arrays.copyOfRange(deflated, 3 * quarter, deflated.length)));
  }

  @Test
  void whatDoesNotInflateCloses() {
    compressed().send(Wire.frame(0xc1, Wire.toBytes(0xff, 0xff, 0xff))).expectClose(1007);
  }
}
