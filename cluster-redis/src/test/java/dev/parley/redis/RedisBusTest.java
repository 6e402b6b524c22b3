package dev.parley.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parley.store.RedisProcess;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

final class RedisBusTest {

  @SuppressWarnings("NullAway.Init")
  private static RedisProcess server;

  @BeforeAll
  static void start() {
    server = RedisProcess.start();
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      server.close();
    }
  }

  @Test
  void everyNodeHearsAKeysMessagesInTheirOrder() {
    try (var one = TestNode.begun(server.uri());
        var other = TestNode.begun(server.uri())) {
      IntStream.range(0, 200).forEach(i -> one.say("a", "a" + i));
      IntStream.range(0, 200).forEach(i -> one.say("b", "b" + i));

      await()
          .atMost(TestNode.PATIENCE)
          .until(() -> other.received.size() == 400 && one.received.size() == 400);
      assertThat(other.received.stream().filter(message -> message.startsWith("a")))
          .containsExactlyElementsOf(IntStream.range(0, 200).mapToObj(i -> "a" + i).toList());
      assertThat(other.received.stream().filter(message -> message.startsWith("b")))
          .containsExactlyElementsOf(IntStream.range(0, 200).mapToObj(i -> "b" + i).toList());
    }
  }

  @Test
  void whatWasOpenedHearsWhatIsPublishedNext() {
    try (var one = TestNode.begun(server.uri())) {
      for (var i = 0; i < 5; i++) {
        try (var late = TestNode.begun(server.uri())) {
          var word = "after " + i;
          one.say("key", word);
          await().atMost(TestNode.PATIENCE).until(() -> late.received.contains(word));
        }
      }
    }
  }

  @Test
  void aKilledServerIsToldAndItsReturnToo() {
    try (var own = RedisProcess.start();
        var one = TestNode.begun(own.uri());
        var other = TestNode.begun(own.uri())) {
      await()
          .atMost(TestNode.PATIENCE)
          .until(() -> !one.restored.isEmpty() && !other.restored.isEmpty());

      own.kill();
      await()
          .atMost(TestNode.PATIENCE)
          .until(() -> one.interruptions > 0 && other.interruptions > 0);
      one.say("key", "into the void");
      await()
          .atMost(TestNode.PATIENCE)
          .untilAsserted(() -> assertThat(one.lost).contains("into the void"));

      var away = Instant.now();
      own.startAgain();
      await()
          .atMost(TestNode.PATIENCE)
          .until(() -> one.restored.size() > 1 && other.restored.size() > 1);
      assertThat(other.restored.getLast()).isBefore(away);
      one.say("key", "back again");
      await().atMost(TestNode.PATIENCE).until(() -> other.received.contains("back again"));
    }
  }

  @Test
  void aServerThatFallsSilentCountsAsGone() {
    try (var own = RedisProcess.start();
        var node = TestNode.begun(own.uri(), Certificates.NONE)) {
      await().atMost(TestNode.PATIENCE).until(() -> !node.restored.isEmpty());

      own.freeze();
      await().atMost(TestNode.PATIENCE).until(() -> node.interruptions > 0);
      own.thaw();

      await().atMost(TestNode.PATIENCE).until(() -> node.restored.size() > 1);
      node.say("key", "thawed");
      await().atMost(TestNode.PATIENCE).until(() -> node.received.contains("thawed"));
    }
  }

  @Test
  void aNodeStartsWithoutAServerAndFindsItLater() {
    try (var own = RedisProcess.start()) {
      own.kill();
      try (var node = TestNode.begun(own.uri(), Certificates.NONE)) {
        assertThat(node.interruptions).isEqualTo(1);

        own.startAgain();
        await().atMost(TestNode.PATIENCE).until(() -> !node.restored.isEmpty());
        node.say("key", "there at last");
        await().atMost(TestNode.PATIENCE).until(() -> node.received.contains("there at last"));
      }
    }
  }
}
