package dev.parley.server;

import static dev.parley.server.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClients;
import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// `parley migrate`, there and back, each way killed again and again: in the end everybody finds
/// every word where it was.
@Tag("long")
final class KilledMigrationTest {
  private static final int GROUPS = 20;
  private static final int MESSAGES = 1_000;
  private static final int SENDERS = 16;
  private static final int KILLS = 6;
  private static final long MOMENT = Duration.ofMillis(900).toNanos();

  private final MongoServer mongo = new MongoServer(new MemoryBackend());
  private final String uri = mongo.bindAndGetConnectionString();
  private final Map<String, String> settings = Map.of("PARLEY_MONGODB_URI", uri + "/chat");
  private final Random random = new Random();

  @TempDir private Path folder;

  @AfterEach
  void stop() {
    mongo.shutdownNow();
  }

  @Test
  void nothingIsLostThereAndBack() throws IOException {
    var old = folder.resolve("old");
    var back = folder.resolve("back");
    Person ada;
    List<String> groups;
    List<List<JsonNode>> said;
    try (var server = Child.serving(folder, old, Map.of("PARLEY_LIMITS_ENABLED", "false"))) {
      ada = server.api().person("ada");
      var bob = server.api().person("bob");
      var here = ada;
      groups = IntStream.range(0, GROUPS).mapToObj(i -> here.group("group " + i, bob)).toList();
      groups.forEach(group -> talk(here, group));
      said = said(ada, groups);
      server.terminate();
      assertThat(server.exitCode()).isIn(0, 143);
    }

    migrate("sqlite", "mongodb", old, this::isFilled);

    try (var server = Child.serving(folder, old, settings)) {
      assertThat(said(ada.at(server.api()), groups)).isEqualTo(said);
      server.terminate();
      assertThat(server.exitCode()).isIn(0, 143);
    }

    migrate("mongodb", "sqlite", back, () -> Files.exists(back.resolve("migrating")));

    Files.copy(old.resolve(Secrets.FILE), back.resolve(Secrets.FILE));
    try (var server = Child.serving(folder, back)) {
      var there = ada.at(server.api());
      assertThat(said(there, groups)).isEqualTo(said);
      assertThat(there.say(groups.getFirst(), "and on").data().get("seq").asLong())
          .isGreaterThan(MESSAGES);
    }
  }

  private static void talk(Person person, String group) {
    var words =
        IntStream.range(0, MESSAGES)
            .<Callable<Api.Answer>>mapToObj(i -> () -> person.say(group, "message " + i))
            .toList();
    try (var senders = Executors.newFixedThreadPool(SENDERS)) {
      for (var answer : senders.invokeAll(words)) {
        assertThat(answer.get().status()).isEqualTo(201);
      }
    } catch (InterruptedException | ExecutionException e) {
      throw new AssertionError(e);
    }
  }

  private boolean isFilled() {
    try (var client = MongoClients.create(uri)) {
      return client.getDatabase("chat").getCollection("messages").estimatedDocumentCount() > 0;
    }
  }

  /// Cut at moments by chance after `begun`, then to its end, unless a killed run had come there.
  private void migrate(String from, String to, Path data, BooleanSupplier begun) {
    for (var kills = 0; kills < KILLS; kills++) {
      try (var child = start(from, to, data)) {
        await()
            .until(
                () -> child.hasEnded() || (begun.getAsBoolean() && child.out().contains("From ")));
        LockSupport.parkNanos(random.nextLong(MOMENT));
      }
    }
    try (var last = start(from, to, data)) {
      if (last.exitCode() == 0) {
        assertThat(last.out()).contains("Both sides hold the same.", "Going on with");
      } else {
        assertThat(last.err()).containsAnyOf("not empty", "holds data already");
      }
    }
  }

  private Child start(String from, String to, Path data) {
    return Child.start(
        folder, settings, "migrate", "--from", from, "--to", to, "--data", data.toString());
  }

  /// Each conversation's log, by revision.
  private static List<List<JsonNode>> said(Person person, List<String> groups) {
    return groups.stream().map(group -> said(person, group)).toList();
  }

  private static List<JsonNode> said(Person person, String group) {
    var all = new ArrayList<JsonNode>();
    var ids = new HashSet<String>();
    long since = 0;
    JsonNode page;
    do {
      var path = "messages/conversation/" + group + "?limit=100&sinceRev=" + since;
      page = StoredConversation.answer(person, path).json();
      for (var entry : page.get("data")) {
        assertThat(ids.add(entry.get("id").asString())).isTrue();
        all.add(entry);
      }
      since = page.get("pagination").get("rev").asLong();
    } while (page.get("pagination").get("hasMore").asBoolean());
    assertThat(all).hasSizeGreaterThanOrEqualTo(MESSAGES);
    return all;
  }
}
