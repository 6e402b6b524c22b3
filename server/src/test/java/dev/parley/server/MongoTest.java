package dev.parley.server;

import static dev.parley.server.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The server with its data in MongoDB, or in what stands in for it here.
final class MongoTest {
  private final MongoServer mongo = new MongoServer(new MemoryBackend());
  private final String uri = mongo.bindAndGetConnectionString();

  @TempDir Path folder;

  @AfterEach
  void stop() {
    mongo.shutdownNow();
  }

  private Parley start() {
    return start("1m");
  }

  private Parley start(String timeout) {
    return ServerExtension.start(
        folder, "--parley.mongodb.uri=" + uri + "/chat", "--parley.mongodb.timeout=" + timeout);
  }

  @Test
  void peopleTalkAndFindEverythingAgainAfterARestart() {
    Person ada;
    Person bob;
    String direct;
    String sent;
    try (var server = start()) {
      ada = new Api(server.port()).person("ada");
      bob = new Api(server.port()).person("bob");
      direct = ada.direct(bob);
      try (var socket = bob.socket()) {
        sent = ada.say(direct, "hello from MongoDB").data().get("id").asString();
        var heard = socket.event("new_message");
        assertThat(heard.get("id").asString()).isEqualTo(sent);
        var ack = socket.call("send_message", Map.of("conversation_id", direct, "text", "hi"));
        assertThat(ack.get("success").asBoolean()).isTrue();
      }
      var group = ada.group("Both", bob);
      ada.say(group, "to both");
      assertThat(ada.get("conversations").send().data().size()).isEqualTo(2);
      await().until(() -> bob.get("messages/search?q=mongo").send().json().get("data").size() == 1);
      assertThat(ada.get("/actuator/health/readiness").send().status()).isEqualTo(200);
    }

    try (var server = start()) {
      var again = bob.at(new Api(server.port()));
      var history = again.get("messages/conversation/" + direct).send();
      assertThat(history.text()).contains("hello from MongoDB", sent);
    }
  }

  @Test
  void withoutADatabaseItIsNotReadyRefusesAndKeepsItsSockets() {
    try (var server = start("3s")) {
      var api = new Api(server.port());
      var ada = api.person("ada");
      var direct = ada.direct(api.person("bob"));
      try (var socket = ada.socket()) {
        mongo.shutdownNow();

        var ack = socket.call("send_message", Map.of("conversation_id", direct, "text", "lost?"));

        assertThat(ack.get("success").asBoolean()).isFalse();
        assertThat(ack.get("error").asString()).isEqualTo("UNAVAILABLE");
        assertThat(api.get("/actuator/health/readiness").send().status()).isEqualTo(503);
        assertThat(api.get("/actuator/health/liveness").send().status()).isEqualTo(200);
        var again = socket.call("send_message", Map.of("conversation_id", direct, "text", "x"));
        assertThat(again.get("error").asString()).isEqualTo("UNAVAILABLE");
      }
    }
  }

  @Test
  void aSecondServerOnTheFolderAndAWrongAddressEndWithOneLine() {
    try (var server = start()) {
      assertThat(server.port()).isPositive();
      assertThatThrownBy(this::start).isInstanceOf(StartFailure.class).hasMessageContaining("use");
    }
    for (var wrong : List.of("http://example.org", "mongodb://127.0.0.1:1/chat")) {
      assertThatThrownBy(() ->
              ServerExtension.start(
                  folder, "--parley.mongodb.uri=" + wrong, "--parley.mongodb.timeout=300ms"))
          .isInstanceOf(StartFailure.class)
          .hasMessageContaining("MongoDB");
    }
  }
}
