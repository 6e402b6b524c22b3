package dev.parley.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.MongoClients;
import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import dev.parley.sqlite.SqliteStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Consumer;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// `parley migrate` as people run it, between two servers as people start them.
final class MigrateProgramTest {
  private final MongoServer mongo = new MongoServer(new MemoryBackend());

  @TempDir private Path folder;

  @AfterEach
  void stop() {
    mongo.shutdownNow();
  }

  @Test
  void peopleGoOnInMongoDbWhereTheyWereInTheFolder() throws IOException {
    var data = folder.resolve("data");
    var settings = asAPodHasThem(mongo.bindAndGetConnectionString() + "/chat");
    Person ada;
    Person bob;
    String group;
    JsonNode history;
    try (var server = Child.serving(folder, data)) {
      ada = server.api().person("ada");
      bob = server.api().person("bob");
      group = ada.group("Both", bob);
      var first = ada.say(group, "first").data().get("id").asString();
      ada.say(group, "second");
      bob.put("messages/" + first + "/reactions/%F0%9F%91%8D").send();
      ada.put("messages/" + first).send(Map.of("text", "first, edited"));
      history = history(bob, group);
      assertRefused(migrate(settings, "sqlite", "mongodb", data), "in use");
      server.terminate();
      assertThat(server.exitCode()).isIn(0, 143);
    }
    assertRefused(migrate(settings, "sqlite", "sqlite", data), "From where to where?");
    assertRefused(migrate(Map.of(), "sqlite", "mongodb", data), "PARLEY_MONGODB_URI");

    var migrated = migrate(settings, "sqlite", "mongodb", data);

    assertThat(migrated.exitCode()).as(migrated.err()).isZero();
    assertThat(migrated.out()).contains("Both sides hold the same.").doesNotContain("INFO");
    assertRefused(migrate(settings, "sqlite", "mongodb", data), "not empty");
    addEve(settings);
    try (var server = Child.serving(folder, data, settings)) {
      var there = bob.at(server.api());
      assertThat(history(there, group)).isEqualTo(history);
      var view = there.get("conversations/" + group).send().data();
      assertThat(view.get("unreadCount").asInt()).isEqualTo(2);
      var refreshed =
          server.api().post("auth/refresh").cookies("refreshToken=" + ada.refresh()).send();
      assertThat(refreshed.status()).isEqualTo(200);
      var eve = Map.of("email", "eve@x.example", "password", "12345678");
      assertThat(server.api().post("auth/signin").send(eve).status()).isEqualTo(200);
      var next = ada.at(server.api()).say(group, "third").data();
      assertThat(next.get("seq").asLong()).isEqualTo(lastSeq(history) + 1);
    }
  }

  @Test
  void sidesThatDifferInTheEndAreAFailure() {
    var data = folder.resolve("data");
    try (var store = SqliteStore.open(data, event -> {}, InstantSource.system())) {
      store.sessions();
    }
    var uri = mongo.bindAndGetConnectionString() + "/chat";
    try (var client = MongoClients.create(uri)) {
      Consumer<String> spoil =
          line -> {
            if (line.startsWith("Everything is copied")) {
              var users = client.getDatabase("chat").getCollection("users");
              users.insertOne(new Document("_id", "0").append("username", "nobody"));
            }
          };

      assertThatThrownBy(() ->
              MigrateProgram.run(
                  data.toString(), uri, spoil, "--from", "sqlite", "--to", "mongodb"))
          .isInstanceOf(StartFailure.class)
          .hasMessageContaining("not the same");
    }
  }

  /// In a folder of secrets.
  private Map<String, String> asAPodHasThem(String uri) throws IOException {
    var secrets = Files.createDirectory(folder.resolve("secrets"));
    Files.writeString(secrets.resolve("parley.mongodb.uri"), uri);
    return Map.of("SPRING_CONFIG_IMPORT", "configtree:" + secrets + "/");
  }

  private void addEve(Map<String, String> settings) {
    try (var added =
        Child.start(
            folder,
            settings,
            "user",
            "add",
            "--email=eve@x.example",
            "--username=eve",
            "--password=12345678",
            "--data=" + folder.resolve("none"))) {
      assertThat(added.exitCode()).as(added.err()).isZero();
    }
  }

  private Child migrate(Map<String, String> settings, String from, String to, Path data) {
    var child =
        Child.start(
            folder, settings, "migrate", "--from", from, "--to", to, "--data", data.toString());
    var _ = child.exitCode();
    return child;
  }

  private static void assertRefused(Child migration, String why) {
    assertThat(migration.exitCode()).isEqualTo(1);
    assertThat(migration.err().lines()).singleElement().asString().contains(why);
  }

  private static JsonNode history(Person person, String id) {
    return person.get("messages/conversation/" + id + "?entries=all").send().data();
  }

  private static long lastSeq(JsonNode history) {
    return history.valueStream().mapToLong(entry -> entry.get("seq").asLong()).max().orElseThrow();
  }
}
