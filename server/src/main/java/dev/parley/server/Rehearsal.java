package dev.parley.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A whole short life of a server: it starts on a folder of its own, people sign in, read and write
/// a little, and it ends. A start cache is made of what was loaded and run by then, and a cache
/// made of a start alone lacks what the first people wait for.
final class Rehearsal {
  private static final int ROUNDS = 20;
  private static final long PATIENCE_SECONDS = 30;

  private final HttpClient http = HttpClient.newHttpClient();
  private final String host;

  private Rehearsal(int port) {
    this.host = "127.0.0.1:" + port;
  }

  /// Throws [StartFailure] where settings are in the environment: one of them may name a database
  /// that is in use.
  static void run() {
    if (System.getenv().keySet().stream().anyMatch(name -> name.startsWith("PARLEY_"))) {
      throw new StartFailure("A rehearsal takes no settings; unset PARLEY_* first.");
    }
    try {
      var folder = Files.createTempDirectory("parley-rehearsal");
      try (var parley =
          Parley.start(
              List.of("--parley.host=127.0.0.1", "--parley.port=0", "--parley.data=" + folder))) {
        Demo.fill(parley);
        new Rehearsal(parley.port()).play();
      } finally {
        delete(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void play() throws IOException, InterruptedException {
    var token = signIn();
    for (int i = 0; i < ROUNDS; i++) {
      get("/", token);
      get("/actuator/health", token);
      get("/api/v1/auth/me", token);
      get("/api/v1/friends/online-status", token);
      var conversations = get("/api/v1/conversations", token).body();
      get("/api/v1/messages/conversation/" + id(conversations), token);
      get("/socket.io/?EIO=4&transport=polling", token);
      talk(token, id(conversations), i);
    }
  }

  private String signIn() throws IOException, InterruptedException {
    var body = "{\"email\":\"" + Demo.email("ada") + "\",\"password\":\"" + Demo.PASSWORD + "\"}";
    var request =
        HttpRequest.newBuilder(URI.create("http://" + host + "/api/v1/auth/signin"))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body))
            .build();
    var cookies = http.send(request, BodyHandlers.ofString()).headers().allValues("set-cookie");
    var access = cookies.stream().filter(one -> one.startsWith("accessToken=")).findFirst();
    return access.orElseThrow().replaceAll("accessToken=([^;]*).*", "$1");
  }

  private HttpResponse<String> get(String path, String token)
      throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create("http://" + host + path))
            .header("Authorization", "Bearer " + token)
            .build();
    return http.send(request, BodyHandlers.ofString());
  }

  private static String id(String conversations) {
    return conversations.replaceFirst("(?s).*?\"id\":\"([0-9a-f]{24})\".*", "$1");
  }

  private void talk(String token, String conversationId, int round) {
    var answered = new Answered();
    var uri = URI.create("ws://" + host + "/socket.io/?EIO=4&transport=websocket");
    var socket = http.newWebSocketBuilder().buildAsync(uri, answered).join();
    var at = "{\"conversation_id\":\"" + conversationId + "\"";
    for (var packet :
        List.of(
            "40{\"token\":\"" + token + "\"}",
            "42[\"sync\",{\"cursors\":{}}]",
            "42[\"join_conversation\"," + at + "}]",
            "42[\"typing\"," + at + ",\"typing\":true}]",
            "42[\"send_message\"," + at + ",\"text\":\"Take " + round + "\"}]",
            "420[\"mark_read\"," + at + ",\"seq\":1}]")) {
      socket.sendText(packet, true).join();
    }
    answered.ack.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    socket.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
  }

  private static void delete(Path folder) throws IOException {
    try (var all = Files.walk(folder)) {
      for (var path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  /// Waits for the acknowledgement.
  private static final class Answered implements WebSocket.Listener {
    private final CompletableFuture<String> ack = new CompletableFuture<>();
    private final StringBuilder partial = new StringBuilder();

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
      partial.append(data);
      if (last) {
        if (partial.indexOf("430[") == 0) {
          ack.complete(partial.toString());
        }
        partial.setLength(0);
      }
      from.request(1);
      return null;
    }
  }
}
