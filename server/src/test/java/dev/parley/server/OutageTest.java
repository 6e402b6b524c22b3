package dev.parley.server;

import static dev.parley.server.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.RedisClient;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// What clients that know no sync notice of an outage, on nodes that are processes of their own:
/// ada and her friend eve are on the one, bob on the other.
@Tag("long")
final class OutageTest {
  /// In which what was missed has to be there.
  private static final Duration BACK = Duration.ofSeconds(5);

  /// In which nobody is left of a dead node.
  private static final Duration GONE = Duration.ofSeconds(20);

  @TempDir private Path folder;

  private record People(Person ada, Person eve, Person bob, Person admin) {
    static People of(TestCluster cluster) {
      var first = cluster.api(0);
      var admin = new Person(first, "", "admin", "admin@parley.example", "", "");
      return new People(
          first.person("ada"),
          first.person("eve"),
          first.person("bob").at(cluster.api(1)),
          first.signIn(admin));
    }

    void awaitRedisAway(Api node) {
      await()
          .until(() ->
              admin.at(node).get("/actuator/health").unchecked().send().text().contains("AWAY"));
    }
  }

  private static void awaitEvent(TestSocket socket, String event, String text) {
    while (!socket.event(event).path("text").asString("").equals(text)) {
      // what was said before
    }
  }

  /// @param course answers how long that took of it which has a bound
  private void assertWithin(Duration bound, Function<TestCluster, Duration> course) {
    var took = Patience.see(() -> inCluster(course), each -> each.compareTo(bound) < 0);
    assertThat(took).isLessThan(bound);
    System.getLogger(OutageTest.class.getName())
        .log(Level.INFO, "It took {0} ms of {1}", took.toMillis(), bound.toMillis());
  }

  private Duration inCluster(Function<TestCluster, Duration> course) {
    try (var cluster = new TestCluster(folder, 2)) {
      return course.apply(cluster);
    }
  }

  private static Duration timed(Runnable what) {
    var began = System.nanoTime();
    what.run();
    return Duration.ofNanos(System.nanoTime() - began);
  }

  @Test
  void whenRedisWasAwayNothingIsMissedFiveSecondsAfterItsReturn() {
    assertWithin(
        BACK,
        cluster -> {
          var people = People.of(cluster);
          return catchUp(
              people,
              () -> {
                cluster.redis().freeze();
                people.awaitRedisAway(cluster.api(0));
                people.awaitRedisAway(cluster.api(1));
              },
              cluster.redis()::thaw);
        });
  }

  @Test
  void whenOneNodeWasCutOffNothingIsMissedFiveSecondsAfterItsReturn() {
    assertWithin(
        BACK,
        cluster -> {
          var people = People.of(cluster);
          return catchUp(
              people,
              () -> {
                cluster.toRedis(1).cut();
                people.awaitRedisAway(cluster.api(1));
              },
              cluster.toRedis(1)::mend);
        });
  }

  /// In a conversation they had met, one nobody has, and on the same node meanwhile. Answers how
  /// long that took once it was mended.
  private static Duration catchUp(People people, Runnable fault, Runnable mending) {
    var known = people.ada().group("known", people.eve(), people.bob());
    try (var eves = people.eve().socket();
        var bobs = people.bob().socket()) {
      people.ada().say(known, "before");
      awaitEvent(bobs, "new_message", "before");

      fault.run();
      var quiet = people.ada().direct(people.bob());
      people.ada().say(quiet, "in the quiet");
      people.ada().say(known, "meanwhile");
      awaitEvent(eves, "new_message", "meanwhile");
      people.bob().say(known, "from the other side");

      mending.run();
      var took =
          timed(() -> {
            awaitEvents(bobs, "in the quiet", "meanwhile", "from the other side");
            awaitEvent(eves, "new_message", "from the other side");
          });
      people.ada().say(known, "after");
      awaitEvent(bobs, "new_message", "after");
      awaitEvent(eves, "new_message", "after");
      assertThat(seqs(bobs, known)).containsExactly(1L, 2L, 3L, 4L);
      assertThat(seqs(eves, known)).containsExactly(1L, 2L, 3L, 4L);
      assertThat(seqs(bobs, quiet)).containsExactly(1L);
      return took;
    }
  }

  /// In any order.
  private static void awaitEvents(TestSocket socket, String... texts) {
    while (!pushed(socket)
        .map(m -> m.path("text").asString(""))
        .toList()
        .containsAll(List.of(texts))) {
      socket.event("new_message");
    }
  }

  private static Stream<JsonNode> pushed(TestSocket socket) {
    return socket.seen().stream()
        .filter(packet -> packet.startsWith("42[\"new_message\""))
        .map(TestSocket::payload);
  }

  private static List<Long> seqs(TestSocket socket, String id) {
    return pushed(socket)
        .filter(message -> message.get("conversationId").asString().equals(id))
        .map(message -> message.get("seq").asLong())
        .toList();
  }

  /// Nobody will ever tell: it died between commit and publish.
  @Test
  void whatANodeCommittedThatDiedMeanwhileIsThereFiveSecondsAfterRedisIs() {
    assertWithin(BACK, OutageTest::hearLastWords);
  }

  private static Duration hearLastWords(TestCluster cluster) {
    var people = People.of(cluster);
    var id = people.ada().direct(people.bob());
    try (var bobs = people.bob().socket()) {
      cluster.redis().kill();
      people.awaitRedisAway(cluster.api(1));
      assertThat(people.ada().say(id, "last words").status()).isEqualTo(201);
      cluster.kill(0);

      cluster.redis().startAgain();
      var took = timed(() -> awaitEvent(bobs, "new_message", "last words"));
      assertThat(seqs(bobs, id)).containsExactly(1L);
      return took;
    }
  }

  /// Committed and acknowledged, and told to nobody, in a conversation no other node has met.
  @Test
  void whatANodeCommittedBeforeItDiedReachesTheOthers() {
    try (var cluster = new TestCluster(folder, 2)) {
      var people = People.of(cluster);
      var id = people.ada().direct(people.bob());
      try (var bobs = people.bob().socket()) {
        cluster.toRedis(0).cut();
        assertThat(people.ada().say(id, "last words").status()).isEqualTo(201);

        cluster.kill(0);

        await()
            .until(() -> {
              bobs.call("heartbeat", Map.of());
              return seqs(bobs, id).equals(List.of(1L));
            });
      }
    }
  }

  /// In what nodes say, in what others may read in Redis, and to who was told that they were there.
  @Test
  void whoWasOnADeadNodeIsOfflineWithinTwentySeconds() {
    assertWithin(GONE, OutageTest::loseANode);
  }

  private static Duration loseANode(TestCluster cluster) {
    var people = People.of(cluster);
    people.ada().direct(people.bob());
    var redis = RedisClient.create(cluster.redis().uri());
    try (var connection = redis.connect();
        var bobs = people.bob().socket();
        var adas = people.ada().socket()) {
      assertThat(bobs.event("friend_status_changed").get("status").asString()).isEqualTo("online");
      var keys = connection.sync();
      var key = "online_users:" + people.ada().id();
      await().until(() -> keys.exists(key) == 1);

      var took =
          timed(() -> {
            cluster.kill(0);
            await().until(() -> keys.exists(key) == 0);
            await()
                .until(() -> {
                  bobs.call("heartbeat", Map.of());
                  return isToldOffline(bobs, people.ada());
                });
            await()
                .pollDelay(Duration.ZERO)
                .untilAsserted(() ->
                    assertThat(keys.keys("parley:user*"))
                        .noneMatch(k -> k.contains(people.ada().id())));
          });
      adas.closeCode();
      return took;
    } finally {
      redis.shutdown();
    }
  }

  private static boolean isToldOffline(TestSocket socket, Person person) {
    return socket.seen().stream()
        .filter(packet -> packet.startsWith("42[\"friend_status_changed\""))
        .map(TestSocket::payload)
        .filter(status -> status.get("user_id").asString().equals(person.id()))
        .reduce((one, next) -> next)
        .map(status -> status.get("status").asString().equals("offline"))
        .orElse(false);
  }

  @Test
  void whileTheDatabaseIsAwaySendsFailSocketsStayAndANodeCanBeStopped() {
    try (var cluster = new TestCluster(folder, 2, Map.of("PARLEY_MONGODB_TIMEOUT", "5s"))) {
      var line = cluster.toMongo();
      var people = People.of(cluster);
      var id = people.ada().direct(people.bob());
      try (var adas = people.ada().socket();
          var bobs = people.bob().socket()) {
        say(adas, id, "before");
        awaitEvent(bobs, "new_message", "before");

        line.cut();
        var refused = say(adas, id, "meanwhile");
        assertThat(refused.get("success").asBoolean()).isFalse();
        await()
            .until(() ->
                cluster.api(0).get("/actuator/health/readiness").unchecked().send().status()
                    == 503);
        assertThat(adas.call("heartbeat", Map.of()).get("success").asBoolean()).isTrue();
        line.mend();

        await().until(() -> say(adas, id, "meanwhile").get("success").asBoolean());
        awaitEvent(bobs, "new_message", "meanwhile");
        assertThat(seqs(bobs, id)).containsExactly(1L, 2L);
        await()
            .until(() ->
                cluster.api(0).get("/actuator/health/readiness").unchecked().send().status()
                    == 200);
      }
      try (var adas = people.ada().socket()) {
        line.cut();
        adas.emit("send_message", Map.of("conversation_id", id, "text", "too late"));
        assertThat(cluster.drain(0)).isLessThan(Duration.ofSeconds(15));
        assertThat(adas.closeCode()).isEqualTo(1001);
      }
    }
  }

  /// With a `clientMessageId`: tried again it is the same message.
  private static JsonNode say(TestSocket socket, String id, String text) {
    return socket.call(
        "send_message", Map.of("conversation_id", id, "text", text, "clientMessageId", text));
  }
}
