package dev.parley.netty;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.engineio.CloseReason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Whatever a client sends, nothing fails by a defect, and the next one is served.
class FuzzTest {
  private static final List<String> REQUESTS =
      List.of(
          """
          GET /socket.io/?EIO=4&transport=polling&sid={sid} HTTP/1.1
          host: test

          """,
          """
          POST /socket.io/?EIO=4&transport=polling&sid={sid} HTTP/1.1
          content-length: 12

          4one\u001ebAQIDBA\
          """,
          """
          POST /socket.io/?EIO=4&transport=polling&sid={sid} HTTP/1.1
          transfer-encoding: chunked
          expect: 100-continue

          4
          4one
          0

          """,
          """
          GET /socket.io/?EIO=4&transport=websocket&sid={sid} HTTP/1.1
          upgrade: websocket
          connection: Upgrade
          sec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==
          sec-websocket-version: 13
          sec-websocket-extensions: permessage-deflate; client_max_window_bits

          """,
          """
          OPTIONS /socket.io/?EIO=4&transport=polling HTTP/1.1
          origin: https://friend.example
          access-control-request-headers: x-mine

          """,
          """
          GET /elsewhere?a=%zz HTTP/1.0
          connection: keep-alive

          """);

  private final Random random = new Random(4);
  private final Damage damage = new Damage(random);
  private final Queue<Throwable> defects = new ConcurrentLinkedQueue<>();
  private final Logger log = Logger.getLogger("");
  private final Handler watch = new Watch();
  private final Echo echo = new Echo();

  /// Sees what is logged, by us and by Netty.
  private final class Watch extends Handler {
    @Override
    public void publish(LogRecord entry) {
      var thrown = entry.getThrown();
      if (thrown != null && !(thrown instanceof IOException)) {
        defects.add(thrown);
      }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }

  @BeforeEach
  void watch() {
    log.addHandler(watch);
  }

  @AfterEach
  void stop() {
    echo.close();
    log.removeHandler(watch);
    assertThat(defects).isEmpty();
    assertThat(echo.closed).doesNotContainValue(CloseReason.SERVER_ERROR);
  }

  private static void send(Wire wire, List<byte[]> pieces) {
    try {
      pieces.forEach(wire::send);
    } catch (UncheckedIOException closedByServer) {
      // may be
    }
  }

  @Test
  void noiseOnAWebSocket() {
    for (int i = 0; i < 100; i++) {
      try (var wire = echo.webSocket()) {
        var frame = Wire.frame(random.nextInt(256), damage.noise(200));
        send(wire, List.of(damage.noise(300), frame));
      }
    }
    echo.webSocket().sendText("4fine").expectText("4fine");
  }

  @Test
  void damagedRequests() {
    for (int i = 0; i < 300; i++) {
      try (var wire = echo.polling()) {
        for (int requests = 1 + random.nextInt(3); requests > 0; requests--) {
          var request = REQUESTS.get(random.nextInt(REQUESTS.size())).replace("{sid}", wire.sid());
          var bytes = damage.of(request.replace("\n", "\r\n").getBytes(UTF_8));
          send(wire, damage.pieces(bytes));
        }
      }
    }
    var wire = echo.polling();
    wire.post("4fine").expectOk();
    wire.poll().expectPackets("4fine");
  }

  @Test
  void noiseInPolling() {
    for (int i = 0; i < 100; i++) {
      try (var wire = echo.polling()) {
        var body = new String(damage.noise(50), UTF_8);
        wire.post(body);
        send(wire, List.of(damage.noise(300)));
      } catch (UncheckedIOException closedByServer) {
        // may be
      }
    }
    var wire = echo.polling();
    wire.post("4fine").expectOk();
    wire.poll().expectPackets("4fine");
  }
}
