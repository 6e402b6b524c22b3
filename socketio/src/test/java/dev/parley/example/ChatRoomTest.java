package dev.parley.example;

import static org.assertj.core.api.Assertions.assertThat;

import io.socket.client.IO;
import io.socket.client.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ChatRoomTest {
  @Test
  void worksAsTheReadmeSays() throws Exception {
    try (ChatRoom server = new ChatRoom(0)) {
      Socket ada = client(server, "Ada");
      Socket bob = client(server, "Bob");
      CompletableFuture<Object[]> said = new CompletableFuture<>();
      CompletableFuture<Object[]> joined = new CompletableFuture<>();
      bob.on("said", said::complete);
      bob.emit("join", new Object[] {"engines"}, joined::complete);
      bob.connect();
      assertThat(joined.get(60, TimeUnit.SECONDS)).containsExactly("welcome");

      ada.emit("say", "engines", "good morning");
      ada.connect();

      assertThat(said.get(60, TimeUnit.SECONDS)).containsExactly("Ada", "good morning");
      ada.disconnect();
      bob.disconnect();
    }
  }

  private static Socket client(ChatRoom server, String name) {
    IO.Options options = new IO.Options();
    options.auth = Map.of("name", name);
    options.forceNew = true;
    return IO.socket(URI.create("http://127.0.0.1:" + server.port()), options);
  }

  @Test
  void theReadmeShowsThisVeryServer() throws Exception {
    List<String> source = words("src/test/java/dev/parley/example/ChatRoom.java");
    List<String> readme = words("README.md");

    assertThat(source)
        .containsSequence(
            readme.subList(readme.indexOf(".of(\"/\")"), readme.indexOf("reason));") + 1));
  }

  private static List<String> words(String file) throws Exception {
    return Arrays.asList(Files.readString(Path.of(file)).split("\\s+", -1));
  }
}
