package dev.parley.engineio;

import static dev.parley.engineio.SessionFixture.await;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ReadmeTest {
  @Test
  void theExampleStandsThereAsItIs() throws IOException {
    var source = Files.readString(Path.of("src/test/java/dev/parley/engineio/GreeterExample.java"));
    var code = source.substring(source.indexOf("final class GreeterExample"));
    assertThat(Files.readString(Path.of("README.md"))).contains("```java\n" + code + "```");
  }

  @Test
  void theExampleWorks() {
    var engine = new GreeterExample().engine;
    var one = open(engine);
    var other = open(engine);
    expectLast(one, "4welcome, send me your number");
    expectLast(other, "4welcome, send me your number");

    one.receive("7");
    expectLast(one, "4somebody has number 7");
    expectLast(other, "4somebody has number 7");

    one.receive(new Packet.Binary(new byte[] {7}));
    expectLast(one, "1");
    assertThat(one.written).contains("4text only");
    assertThat(engine.sessions()).hasSize(1);
    engine.close();
  }

  private static LocalTransport open(Engine engine) {
    var transport = new LocalTransport("websocket");
    var address = InetSocketAddress.createUnresolved("test", 0);
    engine.open(new Handshake(Headers.NONE, new Query(""), address, false, "websocket"), transport);
    return transport;
  }

  private static void expectLast(LocalTransport transport, String packet) {
    await()
        .untilAsserted(() -> {
          transport.runLoop();
          assertThat(transport.written).endsWith(packet);
        });
  }
}
