package dev.parley.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parley.chat.Nodes.Node;
import dev.parley.store.RedisProcess;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class RedisNodesTest {
  private static final Duration SOON = Duration.ofSeconds(15);

  @SuppressWarnings("NullAway.Init")
  private RedisProcess server;

  @BeforeEach
  void start() {
    server = RedisProcess.start();
  }

  @AfterEach
  void stop() {
    if (server != null) {
      server.close();
    }
  }

  @Test
  void nodesKnowEachOther() {
    try (var one = TestNode.begun(server.uri());
        var other = TestNode.begun(server.uri())) {
      // at once, although it has not looked yet
      assertThat(one.nodes.live(other.id))
          .isEqualTo(new Node(other.id, "127.0.0.1:1", "test", 3, 1.5));
      await()
          .atMost(SOON)
          .untilAsserted(() ->
              assertThat(one.nodes.live())
                  .extracting(Node::id)
                  .containsExactlyInAnyOrder(one.id, other.id));
      assertThat(one.nodes.live("nobody00")).isNull();
      assertThat(one.nodes.live("no such node")).isNull();
    }
  }

  @Test
  void inventedIdsBecomeFewQuestions() {
    try (var node = TestNode.begun(server.uri())) {
      var before = calls(node);
      for (var i = 0; i < 20_000; i++) {
        assertThat(node.nodes.live("%08d".formatted(i))).isNull();
      }
      assertThat(calls(node) - before).isLessThan(10_000);
    }
  }

  private static long calls(TestNode node) {
    var figures = node.redis.ask(commands -> commands.info("commandstats"));
    return figures
        .lines()
        .filter(line -> line.startsWith("cmdstat_get:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll(".*calls=(\\d+),.*", "$1")))
        .sum();
  }

  @Test
  void oneThatDiesLapsesAndIsClearedUpBehindOnce() {
    var reaped = new CopyOnWriteArrayList<String>();
    try (var one = TestNode.begun(server.uri());
        var other = TestNode.begun(server.uri())) {
      one.nodes.onReap((nodeId, at) -> reaped.add(nodeId));
      other.nodes.onReap((nodeId, at) -> reaped.add(nodeId));
      var dead = TestNode.begun(server.uri());
      await().atMost(SOON).until(() -> one.nodes.live().size() == 3);
      await().atMost(SOON).until(() -> other.nodes.live().size() == 3);

      dead.die();

      await().atMost(SOON).until(() -> one.lapsed.size() == 1 && other.lapsed.size() == 1);
      assertThat(one.lapsed).containsExactly(dead.id);
      await().atMost(SOON).until(() -> !reaped.isEmpty());
      await().atMost(SOON).until(() -> ids(one).size() == 2);
      assertThat(reaped).containsExactly(dead.id);
    }
  }

  private static Set<byte[]> ids(TestNode node) {
    return node.redis.ask(commands -> commands.smembers(RedisNodes.ALL));
  }

  @Test
  void oneThatFindsItsLeaseGoneTakesItAgainAndWritesWhatItHas() {
    try (var node = TestNode.begun(server.uri())) {
      var rewritten = new CopyOnWriteArrayList<String>();
      node.nodes.onRewrite(() -> rewritten.add("again"));

      server.kill();
      server.startAgain();

      await().atMost(SOON).until(() -> !rewritten.isEmpty());
      assertThat(node.redis.<byte[]>ask(commands -> commands.get(RedisNodes.key(node.id))))
          .isNotNull();
    }
  }

  @Test
  void oneThatLeavesIsGoneForTheOthersAtOnce() {
    try (var one = TestNode.begun(server.uri())) {
      var other = TestNode.begun(server.uri());
      await().atMost(SOON).until(() -> one.nodes.live().size() == 2);

      other.close();

      await().atMost(SOON).until(() -> one.lapsed.contains(other.id));
      assertThat(one.nodes.live(other.id)).isNull();
    }
  }
}
