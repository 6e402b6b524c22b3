package dev.parley.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parley.chat.Delay;
import dev.parley.store.RedisProcess;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class RedisWhereaboutsTest {
  private static final String ADA = "0000000000000000000000aa";
  private static final String BOB = "0000000000000000000000bb";
  private static final String ROOM = "0000000000000000000000cc";

  @SuppressWarnings("NullAway.Init")
  private RedisProcess server;

  private final List<TestNode> nodes = new CopyOnWriteArrayList<>();
  private final List<String> moved = new CopyOnWriteArrayList<>();

  @BeforeEach
  void start() {
    server = RedisProcess.start();
  }

  @AfterEach
  void stop() {
    nodes.forEach(TestNode::close);
    if (server != null) {
      server.close();
    }
  }

  private RedisWhereabouts node() {
    return of(TestNode.begun(server.uri()));
  }

  /// One that does not wait long for a Redis that is away.
  private RedisWhereabouts hastyNode() {
    return of(TestNode.begun(server.uri(), Certificates.NONE));
  }

  private RedisWhereabouts of(TestNode node) {
    nodes.add(node);
    var whereabouts = new RedisWhereabouts(node.redis, node.nodes, node.delay, Clock.systemUTC());
    whereabouts.begin((userId, online) -> moved.add(userId + (online ? " online" : " offline")));
    for (var one : nodes) {
      await().atMost(TestNode.PATIENCE).until(() -> one.nodes.live().size() == nodes.size());
    }
    return whereabouts;
  }

  /// One whose minutes pass when the test says so.
  private RedisWhereabouts node(InstantSource clock, AtomicReference<Runnable> everyMinute) {
    var node = TestNode.begun(server.uri());
    nodes.add(node);
    Delay delay =
        (duration, task) -> {
          if (duration.equals(Duration.ofMinutes(1))) {
            everyMinute.set(task);
          } else {
            node.delay.after(duration, task);
          }
        };
    var whereabouts = new RedisWhereabouts(node.redis, node.nodes, delay, clock);
    whereabouts.begin((userId, online) -> moved.add(userId + (online ? " online" : " offline")));
    return whereabouts;
  }

  private TestNode last() {
    return nodes.getLast();
  }

  private List<String> keys() {
    return nodes.getFirst().redis.ask(to -> to.keys("*")).stream()
        .filter(key -> !key.startsWith("parley:node"))
        .sorted()
        .toList();
  }

  @Test
  void onlyTheFirstArrivalAndTheLastLeaveCount() {
    var one = node();
    var other = node();

    assertThat(one.arrived(ADA)).isTrue();
    assertThat(other.arrived(ADA)).isFalse();
    assertThat(one.left(ADA)).isFalse();
    assertThat(other.online(List.of(ADA, BOB))).containsExactly(ADA);
    assertThat(other.left(ADA)).isTrue();
    assertThat(other.left(ADA)).isFalse();
    assertThat(one.online(List.of(ADA, BOB))).isEmpty();
  }

  @Test
  void everybodyAndEveryViewerIsKnownToEachNode() {
    var one = node();
    var other = node();
    one.arrived(ADA);
    other.arrived(BOB);

    assertThat(one.began(ADA, ROOM)).isTrue();
    assertThat(other.began(BOB, ROOM)).isTrue();
    assertThat(other.began(ADA, ROOM)).isFalse();

    assertThat(one.online()).containsExactlyInAnyOrder(ADA, BOB);
    assertThat(one.viewers(ROOM)).containsExactlyInAnyOrder(ADA, BOB);
    assertThat(one.viewed(List.of(ADA, BOB))).containsExactly(Map.entry(ROOM, Set.of(ADA, BOB)));
    assertThat(one.viewed(List.of(BOB))).containsExactly(Map.entry(ROOM, Set.of(BOB)));
    assertThat(one.stopped(ADA, ROOM)).isFalse();
    assertThat(other.stopped(ADA, ROOM)).isTrue();
    assertThat(one.viewers(ROOM)).containsExactly(BOB);
    assertThat(one.viewed(List.of(ADA))).isEmpty();
  }

  @Test
  void theDocumentedViewIsThereAsLongAsTheUserIs() {
    var one = node();
    one.arrived(ADA);
    one.began(ADA, ROOM);
    var redis = last().redis;

    byte[] since = redis.ask(to -> to.get("online_users:" + ADA));
    assertThat(Long.parseLong(LeaseText.text(since))).isPositive();
    assertThat(redis.<Long>ask(to -> to.ttl("online_users:" + ADA))).isBetween(86_000L, 86_400L);
    assertThat(texts(redis, "user_rooms:" + ADA)).containsExactly(ROOM);
    assertThat(texts(redis, "conversation_participants:" + ROOM)).containsExactly(ADA);

    one.stopped(ADA, ROOM);
    one.left(ADA);
    assertThat(keys()).isEmpty();
  }

  @Test
  void theTimeOfTheLastSignIsThereWithAndWithoutHeartbeats() {
    var now = new AtomicReference<>(Instant.ofEpochMilli(1_000));
    var everyMinute = new AtomicReference<Runnable>();
    var whereabouts = node(now::get, everyMinute);
    var redis = last().redis;
    whereabouts.arrived(ADA);
    assertThat(lastSign()).isEqualTo("1000");

    now.set(Instant.ofEpochMilli(2_000));
    whereabouts.alive(ADA);
    await().atMost(TestNode.PATIENCE).until(() -> lastSign().equals("2000"));

    now.set(Instant.ofEpochMilli(3_000));
    everyMinute.get().run();
    assertThat(lastSign()).isEqualTo("3000");
    assertThat(redis.<Long>ask(to -> to.ttl("online_users:" + ADA))).isGreaterThan(86_000L);

    whereabouts.left(ADA);
    whereabouts.alive(ADA);
    whereabouts.arrived(BOB); // behind it on the same line
    assertThat(keys()).doesNotContain("online_users:" + ADA).contains("online_users:" + BOB);
  }

  private String lastSign() {
    byte[] sign = last().redis.ask(to -> to.get("online_users:" + ADA));
    return LeaseText.text(sign);
  }

  private static Stream<String> texts(Redis redis, String key) {
    return redis.ask(to -> to.smembers(key)).stream().map(LeaseText::text);
  }

  @Test
  void ofADeadNodeNothingIsLeft() {
    var one = node();
    one.arrived(BOB);
    var other = node();
    other.arrived(ADA);
    other.arrived(BOB);
    other.began(ADA, ROOM);
    other.began(BOB, ROOM);

    last().die();

    await().atMost(TestNode.PATIENCE).until(() -> !moved.isEmpty());
    assertThat(moved).containsExactly(ADA + " offline");
    await()
        .atMost(TestNode.PATIENCE)
        .untilAsserted(() ->
            assertThat(keys())
                .containsExactly(
                    "online_users:" + BOB,
                    "parley:user:" + BOB,
                    "parley:users:" + nodes.getFirst().id));
    assertThat(one.online()).containsExactly(BOB);
    assertThat(one.viewers(ROOM)).isEmpty();
    nodes.removeLast();
  }

  /// As when another of a Redis Cluster's masters is away meanwhile.
  @Test
  void whatOfADeadNodeCouldNotBeClearedIsClearedLater() {
    node();
    var redis = last().redis;
    var other = node();
    other.arrived(ADA);
    other.began(ADA, ROOM);
    var spoilt = "conversation_participants:" + ROOM;
    redis.ask(to -> to.set(spoilt, LeaseText.bytes("no set")));

    last().die();
    nodes.removeLast();
    await()
        .atMost(TestNode.PATIENCE)
        .until(() -> redis.ask(to -> to.info("errorstats")).contains("WRONGTYPE"));
    redis.ask(to -> to.del(spoilt));

    await().atMost(TestNode.PATIENCE).untilAsserted(() -> assertThat(keys()).isEmpty());
    assertThat(moved).contains(ADA + " offline");
  }

  @Test
  void aRedisThatCameBackEmptyIsToldAgain() {
    var one = hastyNode();
    one.arrived(ADA);
    one.began(ADA, ROOM);

    server.kill();
    assertThat(one.arrived(BOB)).isTrue();
    server.startAgain();

    await()
        .atMost(TestNode.PATIENCE)
        .untilAsserted(() -> {
          assertThat(one.online(List.of(ADA, BOB))).containsExactlyInAnyOrder(ADA, BOB);
          assertThat(one.viewers(ROOM)).containsExactly(ADA);
        });
  }

  /// As after a master was lost whose copy had the lease, and not yet what came after it.
  @Test
  void whatRedisLostWithoutTheLeaseIsThereAgainInAMinute() {
    var everyMinute = new AtomicReference<Runnable>();
    var one = node(Clock.systemUTC(), everyMinute);
    one.arrived(ADA);
    one.began(ADA, ROOM);
    one.arrived(BOB);
    var before = keys();
    last().redis.ask(to -> to.del("parley:user:" + ADA, RedisWhereabouts.users(last().id)));
    assertThat(one.online(List.of(ADA, BOB))).containsExactly(BOB);

    everyMinute.get().run();

    await().atMost(TestNode.PATIENCE).untilAsserted(() -> assertThat(keys()).isEqualTo(before));
    await().atMost(TestNode.PATIENCE).until(() -> one.online().size() == 2);
    assertThat(one.viewers(ROOM)).containsExactly(ADA);
    assertThat(moved).containsExactly(ADA + " online");
  }

  /// As after a cut: Redis kept what was, and could not be told what changed.
  @Test
  void whatCouldNotBeSaidIsSaidLater() {
    var one = hastyNode();
    one.arrived(ADA);
    one.arrived(BOB);
    one.began(BOB, ROOM);

    server.freeze();
    assertThat(one.left(ADA)).isTrue();
    assertThat(one.stopped(BOB, ROOM)).isTrue();
    server.thaw();

    await()
        .atMost(TestNode.PATIENCE)
        .untilAsserted(() ->
            assertThat(keys())
                .containsExactly(
                    "online_users:" + BOB,
                    "parley:user:" + BOB,
                    "parley:users:" + nodes.getFirst().id));
  }

  /// Its users were told to be offline by whoever cleared up behind it.
  @Test
  void ofANodeThatWasTakenForDeadEverybodyIsToldToBeOnlineAgain() {
    node();
    var other = node();
    other.arrived(ADA);
    other.began(ADA, ROOM);
    last().sleep();
    await()
        .atMost(TestNode.PATIENCE)
        .until(() -> {
          last().letLeaseRunOut();
          return moved.contains(ADA + " offline");
        });

    last().wake();

    await().atMost(TestNode.PATIENCE).until(() -> moved.contains(ADA + " online"));
    assertThat(moved).containsExactly(ADA + " offline", ADA + " online");
    await()
        .atMost(TestNode.PATIENCE)
        .untilAsserted(() -> assertThat(other.viewers(ROOM)).containsExactly(ADA));
    assertThat(keys())
        .contains("online_users:" + ADA, "user_rooms:" + ADA, "parley:users:" + last().id);
  }

  /// Who came and who went while Redis was away: others on other nodes have not heard of it.
  @Test
  void whatCouldNotBeSaidIsToldToOthersToo() {
    var one = hastyNode();
    one.arrived(ADA);

    server.freeze();
    one.left(ADA);
    one.arrived(BOB);
    server.thaw();

    await().atMost(TestNode.PATIENCE).until(() -> moved.size() >= 2);
    assertThat(moved).containsOnly(ADA + " offline", BOB + " online");
  }

  /// What a conversation's lane tells late is no second arrival.
  @Test
  void whoeverLeftBeforeTheirViewingWasToldIsNotWrittenAgain() {
    var one = node();
    one.arrived(ADA);
    one.left(ADA);
    one.began(ADA, ROOM);
    one.stopped(ADA, ROOM);
    one.arrived(BOB);

    server.kill();
    server.startAgain();

    await().atMost(TestNode.PATIENCE).until(() -> one.online(List.of(BOB)).contains(BOB));
    moved.clear();
    rewrite(last());
    await().atMost(TestNode.PATIENCE).until(() -> !moved.isEmpty());
    assertThat(keys())
        .containsExactly(
            "online_users:" + BOB, "parley:user:" + BOB, "parley:users:" + nodes.getFirst().id);
  }

  /// Its next renewal finds the lease gone.
  private static void rewrite(TestNode node) {
    node.redis.ask(to -> to.del("parley:user:" + BOB, RedisNodes.key(node.id)));
  }

  @Test
  void whoComesAndGoesWhileEverythingIsWrittenAgainLeavesNothing() throws Exception {
    var one = node();
    var node = last();
    var busy = new AtomicBoolean(true);
    var rewriting =
        Thread.startVirtualThread(() -> {
          while (busy.get()) {
            node.redis.ask(to -> to.del(RedisNodes.key(node.id)));
          }
        });
    var people = new ArrayList<Thread>();
    for (var i = 0; i < 20; i++) {
      var user = "0000000000000000000000%02d".formatted(i);
      people.add(
          Thread.startVirtualThread(() -> {
            for (var round = 0; round < 100; round++) {
              one.arrived(user);
              one.began(user, ROOM);
              one.stopped(user, ROOM);
              one.left(user);
            }
          }));
    }
    for (var person : people) {
      person.join();
    }
    busy.set(false);
    rewriting.join();

    await().atMost(TestNode.PATIENCE).untilAsserted(() -> assertThat(keys()).isEmpty());
    var rounds = node.renewals.get() + 20;
    await().atMost(TestNode.PATIENCE).until(() -> node.renewals.get() > rounds);
    assertThat(keys()).isEmpty();
  }

  /// Who is written by a node that has come back, while another clears up behind it, stays.
  @Test
  void onlyWhoWasClearedUpBehindIsTakenOut() {
    var one = TestNode.begun(server.uri());
    nodes.add(one);
    var dead = "12345678";
    var found = new RedisWhereabouts(one.redis, one.nodes, one.delay, Clock.systemUTC());
    found.begin((userId, online) -> {
      one.redis.ask(to -> to.sadd(RedisWhereabouts.users(dead), LeaseText.bytes(BOB)));
      one.redis.ask(to -> to.set(RedisNodes.key(dead), LeaseText.bytes("{}")));
      moved.add(userId);
    });
    one.redis.ask(to -> to.sadd(RedisWhereabouts.users(dead), LeaseText.bytes(ADA)));
    one.redis.ask(to -> to.hset("parley:user:" + ADA, dead, LeaseText.bytes("1")));

    one.redis.ask(to -> to.sadd(RedisNodes.ALL, LeaseText.bytes(dead)));

    await().atMost(TestNode.PATIENCE).until(() -> !moved.isEmpty());
    await().atMost(TestNode.PATIENCE).until(() -> !keys().contains("parley:reap:" + dead));
    assertThat(texts(one.redis, RedisWhereabouts.users(dead))).containsExactly(BOB);
  }
}
