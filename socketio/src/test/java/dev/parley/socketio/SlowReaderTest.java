package dev.parley.socketio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.engineio.EngineSettings;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// A polling client that does not poll is as slow as a reader can be.
class SlowReaderTest {
  private final Rig rig =
      new Rig(
          SocketSettings.defaults(),
          EngineSettings.defaults().withOutbox(20, 100_000, Duration.ofMinutes(1)));
  private final String sid = Wire.sidOf(get(""));

  @AfterEach
  void stop() {
    post("1");
    rig.close();
    assertThat(rig.faults).isEmpty();
  }

  private HttpRequest.Builder request(String query) {
    return HttpRequest.newBuilder(
        URI.create(
            "http://127.0.0.1:" + rig.port() + "/socket.io/?EIO=4&transport=polling" + query));
  }

  private String get(String query) {
    return answer(request(query));
  }

  private String poll() {
    return get("&sid=" + sid);
  }

  private String post(String body) {
    return answer(request("&sid=" + sid).POST(BodyPublishers.ofString(body)));
  }

  private static String answer(HttpRequest.Builder request) {
    return Wire.HTTP.sendAsync(request.build(), BodyHandlers.ofString()).join().body();
  }

  @Test
  void isToldOnceItReadsAgain() {
    rig.main
        .onBacklogDropped(socket -> socket.emit("sync_required"))
        .on("ping", (_, event) -> event.reply());
    post("40");
    assertThat(poll()).startsWith("40{\"sid\"");
    post("421[\"ping\"]");
    assertThat(poll()).isEqualTo("431[]");

    for (int i = 0; i < 50; i++) {
      rig.main.all().emit("news", i);
    }

    // What was dropped is gone, and the client learns of it before anything newer.
    String first = poll();
    String told = first.contains("sync_required") ? first : poll();
    assertThat(told).isEqualTo("42[\"sync_required\"]");
    rig.main.all().emit("news", 50);
    assertThat(poll()).isEqualTo("42[\"news\",50]");
  }

  @Test
  void isClosedWhenNobodyCouldTellIt() {
    expectClosedWith("40{\"sid\"");
  }

  @Test
  void isClosedWhenItMayNotKnowThatItIsConnected() {
    rig.main.onBacklogDropped(_ -> rig.note("told"));
    expectClosedWith("");
  }

  private void expectClosedWith(String read) {
    rig.main.onDisconnect((_, reason) -> rig.note(reason)).onConnect(_ -> rig.note("connected"));
    post("40");
    rig.expectNotes("connected");
    if (!read.isEmpty()) {
      assertThat(poll()).startsWith(read);
    }
    for (int i = 0; i < 50; i++) {
      rig.main.all().emit("news", i);
    }

    var polled = poll();

    rig.expectNotes("slow reader");
    assertThat(polled).doesNotContain("news\",49");
  }
}
