package dev.parley.netty;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ReadmeTest {
  @Test
  void theExampleStandsThereAsItIs() throws IOException {
    var source = Files.readString(Path.of("src/test/java/dev/parley/netty/ChatRoomExample.java"));
    var code = source.substring(source.indexOf("final class ChatRoomExample"));
    assertThat(Files.readString(Path.of("README.md"))).contains("```java\n" + code + "```");
  }

  @Test
  void theExampleWorks() {
    try (var server = new ChatRoomExample().start(0)) {
      var one = new Wire(server.port()).upgrade("EIO=4&transport=websocket").expectOpenFrame();
      var other = new Wire(server.port());
      other.get("EIO=4&transport=polling").expectOpen("\"websocket\"");
      one.sendText("4hello").expectText("4hello");
      other.poll().expectPackets("4hello");
    }
  }
}
