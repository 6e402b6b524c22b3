package dev.parley.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parley.chat.Nodes;
import dev.parley.chat.Nodes.Node;
import dev.parley.store.RedisProcess;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class RedisNodesTest {

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
          .atMost(TestNode.PATIENCE)
          .untilAsserted(() ->
              assertThat(one.nodes.live())
                  .extracting(Node::id)
                  .containsExactlyInAnyOrder(one.id, other.id));
      assertThat(one.redis.<Long>ask(to -> to.pttl(RedisNodes.key(other.id))))
          .isBetween(1L, TestNode.LEASE.lasts().toMillis());
      assertThat(one.nodes.live("nobody00")).isNull();
      assertThat(one.nodes.live("no such node")).isNull();
    }
  }

  @Test
  void inventedIdsBecomeFewQuestions() {
    try (var node = TestNode.begun(server.uri())) {
      var before = calls(node, "get");
      for (var i = 0; i < 20_000; i++) {
        assertThat(node.nodes.live("%08d".formatted(i))).isNull();
      }
      assertThat(calls(node, "get") - before).isLessThan(10_000);
    }
  }

  private static long calls(TestNode node, String command) {
    var figures = node.redis.ask(commands -> commands.info("commandstats"));
    return figures
        .lines()
        .filter(line -> line.startsWith("cmdstat_" + command + ":"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("[^=]*=(\\d+),.*", "$1")))
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
      await().atMost(TestNode.PATIENCE).until(() -> one.nodes.live().size() == 3);
      await().atMost(TestNode.PATIENCE).until(() -> other.nodes.live().size() == 3);

      dead.die();

      await()
          .atMost(TestNode.PATIENCE)
          .until(() -> one.lapsed.size() == 1 && other.lapsed.size() == 1);
      assertThat(one.lapsed).containsExactly(dead.id);
      await().atMost(TestNode.PATIENCE).until(() -> !reaped.isEmpty());
      await().atMost(TestNode.PATIENCE).until(() -> ids(one).size() == 2);
      assertThat(reaped).containsExactly(dead.id);
    }
  }

  private static Set<byte[]> ids(TestNode node) {
    return node.redis.ask(commands -> commands.smembers(RedisNodes.ALL));
  }

  /// Else the survivors of a death would seem to die too, one after another.
  @Test
  void whateverFollowsALapseTheLeaseIsRenewed() {
    var following = new CountDownLatch(2);
    var end = new CountDownLatch(1);
    Nodes.Lapse slow =
        (nodeId, lastSign) -> {
          following.countDown();
          awaitLatch(end);
        };
    try (var node = TestNode.begun(server.uri())) {
      node.nodes.onLapse(slow);
      node.nodes.onReap(slow);
      var dead = TestNode.begun(server.uri());
      await().atMost(TestNode.PATIENCE).until(() -> node.nodes.live().size() == 2);

      dead.die();

      awaitLatch(following);
      awaitRenewals(node);
      end.countDown();
    }
  }

  private static void awaitLatch(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /// For longer than a node must have held its lease.
  private static void awaitRenewals(TestNode node) {
    var enough = node.renewals.get() + 10;
    await().atMost(TestNode.PATIENCE).until(() -> node.renewals.get() >= enough);
  }

  /// As after a pause of Redis: whoever comes first takes none of the others for dead.
  @Test
  void whenAllLeasesRanOutTogetherNobodyDied() {
    try (var one = TestNode.begun(server.uri());
        var other = TestNode.begun(server.uri())) {
      var reaped = new CopyOnWriteArrayList<String>();
      List.of(one, other).forEach(each -> each.nodes.onReap((nodeId, at) -> reaped.add(nodeId)));
      await().atMost(TestNode.PATIENCE).until(() -> one.nodes.live().size() == 2);
      await().atMost(TestNode.PATIENCE).until(() -> other.nodes.live().size() == 2);

      one.redis.ask(to -> to.del(RedisNodes.key(one.id), RedisNodes.key(other.id)));

      awaitLooks(one, 8);
      assertThat(one.lapsed).isEmpty();
      assertThat(other.lapsed).isEmpty();
      assertThat(reaped).isEmpty();
    }
  }

  private static void awaitLooks(TestNode node, int count) {
    var before = smembers(node);
    await().atMost(TestNode.PATIENCE).until(() -> smembers(node) >= before + 2L * count);
  }

  private static long smembers(TestNode node) {
    return calls(node, "smembers");
  }

  /// It was cut off with a Redis of its own, or slept: nobody may have heard what it told.
  @Test
  void ofOneThatLivedOnItIsToldThatItReturned() {
    try (var node = TestNode.begun(server.uri())) {
      var other = "12345678";
      var renewed = LeaseText.write(new Node(other, "", "", 0, 0));
      node.redis.ask(to -> to.sadd(RedisNodes.ALL, LeaseText.bytes(other)));
      node.redis.ask(to -> to.set(RedisNodes.key(other), renewed));
      await().atMost(TestNode.PATIENCE).until(() -> node.nodes.live().size() == 2);
      node.redis.ask(to -> to.del(RedisNodes.key(other)));
      await().atMost(TestNode.PATIENCE).until(() -> node.lapsed.size() == 1);

      node.redis.ask(to -> to.sadd(RedisNodes.ALL, LeaseText.bytes(other)));
      node.redis.ask(to -> to.set(RedisNodes.key(other), renewed));

      await().atMost(TestNode.PATIENCE).until(() -> node.returned.size() == 1);
      assertThat(node.returned).containsExactly(other);
    }
  }

  @Test
  void oneThatFindsItsLeaseGoneTakesItAgainAndWritesWhatItHas() {
    try (var node = TestNode.begun(server.uri())) {
      var rewritten = new CopyOnWriteArrayList<String>();
      node.nodes.onRewrite(() -> rewritten.add("again"));

      server.kill();
      server.startAgain();

      await().atMost(TestNode.PATIENCE).until(() -> !rewritten.isEmpty());
      assertThat(node.redis.<byte[]>ask(commands -> commands.get(RedisNodes.key(node.id))))
          .isNotNull();
    }
  }

  @Test
  void oneThatLeavesIsGoneForTheOthersAtOnce() {
    try (var one = TestNode.begun(server.uri())) {
      var other = TestNode.begun(server.uri());
      await().atMost(TestNode.PATIENCE).until(() -> one.nodes.live().size() == 2);

      other.close();

      await().atMost(TestNode.PATIENCE).until(() -> one.lapsed.contains(other.id));
      assertThat(one.nodes.live(other.id)).isNull();
    }
  }
}
