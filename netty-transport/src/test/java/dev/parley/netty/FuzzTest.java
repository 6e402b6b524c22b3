package dev.parley.netty;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.UncheckedIOException;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Whatever a client sends, the server stays up and serves the next one.
class FuzzTest {
  private final Echo echo = new Echo();
  private final Random random = new Random(4);

  @AfterEach
  void stop() {
    echo.close();
  }

  private byte[] noise(int most) {
    var bytes = new byte[random.nextInt(most)];
    random.nextBytes(bytes);
    return bytes;
  }

  @Test
  void noiseOnAWebSocket() {
    for (int i = 0; i < 100; i++) {
      try (var wire = echo.webSocket()) {
        wire.send(noise(300));
        wire.send(Wire.frame(random.nextInt(256), noise(200)));
      } catch (UncheckedIOException closedByServer) {
        // may be
      }
    }
    echo.webSocket().sendText("4fine").expectText("4fine");
  }

  @Test
  void noiseInPolling() {
    for (int i = 0; i < 100; i++) {
      try (var wire = echo.polling()) {
        wire.post(new String(noise(50), UTF_8));
        wire.send(noise(300));
      } catch (UncheckedIOException closedByServer) {
        // may be
      }
    }
    var wire = echo.polling();
    wire.post("4fine").expectOk();
    wire.poll().expectPackets("4fine");
  }
}
