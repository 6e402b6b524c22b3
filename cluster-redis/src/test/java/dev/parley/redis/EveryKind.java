package dev.parley.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parley.chat.Limited;
import dev.parley.chat.RateLimits;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;

/// What nodes need of Redis, whatever kind it is.
final class EveryKind {
  static final Duration SOON = Duration.ofSeconds(60);
  private static final int MANY = 50;

  private EveryKind() {}

  /// Two nodes at this address, and a third that dies.
  static void assertWorks(String uri, Certificates certificates) {
    assertCheckedUp(uri, certificates);
    try (var one = TestNode.patient(uri, certificates);
        var other = TestNode.patient(uri, certificates)) {
      awaitHearing(one, other);
      assertHeardOnceInOrder(one, other);
      assertLimits(one, other);
      assertPresence(one, other, TestNode.patient(uri, certificates));
    }
  }

  /// What the doctor tries is allowed, and what it may ask agrees.
  private static void assertCheckedUp(String uri, Certificates certificates) {
    // After a fail-over some Sentinels name the old master for a moment.
    var report =
        await()
            .atMost(SOON)
            .ignoreExceptionsInstanceOf(UnreachableRedis.class)
            .until(() -> RedisCheckup.of(uri, certificates, Clock.systemUTC()), Objects::nonNull);
    assertThat(report.refused()).isEmpty();
    assertThat(report.ahead().abs()).isLessThan(Duration.ofSeconds(30));
    report.version().ifPresent(version -> assertThat(version).matches("\\d+\\.\\d+\\..*"));
    report.eviction().ifPresent(policy -> assertThat(policy).isEqualTo("noeviction"));
  }

  /// Each other, and each the other's lease.
  static void awaitHearing(TestNode one, TestNode other) {
    await().atMost(SOON).until(() -> hears(one, other) && hears(other, one));
    await().atMost(SOON).until(() -> knows(one, other) && knows(other, one));
  }

  private static boolean hears(TestNode speaker, TestNode listener) {
    IntStream.range(0, MANY).forEach(i -> speaker.say("key" + i, speaker.id + i));
    return IntStream.range(0, MANY).allMatch(i -> listener.received.contains(speaker.id + i));
  }

  private static boolean knows(TestNode one, TestNode other) {
    return one.nodes.live().stream().anyMatch(node -> node.id().equals(other.id));
  }

  private static void assertHeardOnceInOrder(TestNode one, TestNode other) {
    var words = IntStream.range(0, 500).mapToObj(i -> "once" + i + " " + one.id).toList();
    IntStream.range(0, 500).forEach(i -> one.say("key" + i % MANY, words.get(i)));

    for (var node : List.of(one, other)) {
      await().atMost(SOON).until(() -> node.received.containsAll(words));
      for (var key = 0; key < MANY; key++) {
        var own = IntStream.iterate(key, i -> i < 500, i -> i + MANY).mapToObj(words::get).toList();
        assertThat(node.received.stream().filter(own::contains)).containsExactlyElementsOf(own);
      }
    }
  }

  private static void assertLimits(TestNode one, TestNode other) {
    var five = new RedisRateLimits.Budget(5, Duration.ofHours(1));
    var here = new RedisRateLimits(one.redis, act -> five, RateLimits.NONE);
    var there = new RedisRateLimits(other.redis, act -> five, RateLimits.NONE);
    for (var i = 0; i < 10; i++) {
      var key = one.id + i;
      IntStream.range(0, 5)
          .forEach(turn ->
              assertThat((turn % 2 == 0 ? here : there).take(Limited.SIGN_IN, key).allowed())
                  .isTrue());
      assertThat(here.take(Limited.SIGN_IN, key).allowed()).isFalse();
      there.giveBack(Limited.SIGN_IN, key);
      assertThat(here.take(Limited.SIGN_IN, key).allowed()).isTrue();
    }
  }

  private static void assertPresence(TestNode one, TestNode other, TestNode dying) {
    var gone = new CopyOnWriteArrayList<String>();
    var here = whereabouts(one, gone);
    var there = whereabouts(other, gone);
    var mortal = whereabouts(dying, gone);
    awaitHearing(one, dying);
    awaitHearing(other, dying);
    var ids = IntStream.range(0, MANY).mapToObj(i -> one.id + String.format("%016x", i)).toList();
    var room = ids.getFirst();

    for (var id : ids) {
      assertThat(here.arrived(id)).isTrue();
      assertThat(there.arrived(id)).isFalse();
      assertThat(there.began(id, room)).isTrue();
      assertThat(mortal.arrived(id)).isFalse();
      assertThat(mortal.began(id, room)).isFalse();
    }
    assertThat(here.online()).containsAll(ids);
    assertThat(here.online(ids)).containsExactlyInAnyOrderElementsOf(ids);
    assertThat(here.viewers(room)).containsExactlyInAnyOrderElementsOf(ids);

    for (var id : ids) {
      assertThat(there.stopped(id, room)).isFalse();
      assertThat(there.left(id)).isFalse();
      assertThat(here.left(id)).isFalse();
    }
    dying.die();
    await().atMost(SOON).until(() -> gone.size() == MANY);
    assertThat(gone).containsExactlyInAnyOrderElementsOf(ids);
    assertThat(here.online(ids)).isEmpty();
    assertThat(here.viewers(room)).isEmpty();
  }

  private static RedisWhereabouts whereabouts(TestNode node, List<String> gone) {
    var made = new RedisWhereabouts(node.redis, node.nodes, node.delay, Clock.systemUTC());
    made.begin((userId, online) -> gone.add(userId));
    return made;
  }
}
