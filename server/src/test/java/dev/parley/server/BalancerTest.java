package dev.parley.server;

import static dev.parley.server.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Two nodes behind a balancer that sends each request to the next one, while a node is drained.
@Tag("long")
final class BalancerTest {
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final int EACH = 200;

  @TempDir private Path folder;

  @Test
  void pollingAndUpgradesNeedNoStickinessAlsoWhenANodeIsDrained() throws Exception {
    try (var cluster = new TestCluster(folder, 2);
        var balancer = HaProxy.before(folder, cluster.ports())) {
      var api = new Api(balancer.port());
      var ada = api.person("ada");
      var bob = api.person("bob");
      var eve = api.person("eve");
      var id = ada.group("together", bob, eve);
      try (var polling = new ClusterClient(api, ada, List.of(id), "polling");
          var upgraded = new ClusterClient(api, bob, List.of(id), "polling", "websocket")) {
        await().atMost(PATIENCE).until(() -> polling.isConnected() && upgraded.isConnected());
        var script = talker(balancer.port(), eve, id);
        for (var i = 0; i < EACH; i++) {
          polling.say(id, "polling " + i);
          upgraded.say(id, "upgraded " + i);
        }
        await()
            .atMost(PATIENCE)
            .until(() -> polling.acknowledged() > EACH / 2 && upgraded.acknowledged() > EACH / 4);
        await().untilAsserted(() -> assertServedInTurn(balancer.served()));

        assertThat(cluster.drain(1)).isLessThan(Duration.ofSeconds(15));

        await().atMost(PATIENCE).until(() -> polling.isDone() && upgraded.isDone());
        assertThat(script.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(script.exitValue()).as(this::said).isZero();
        var stored = StoredConversation.read(ada.at(cluster.api(0)), id);
        stored.assertGapless();
        stored.assertOnceInOrder(polling.said(id));
        stored.assertOnceInOrder(upgraded.said(id));
        for (var client : Set.of(polling, upgraded)) {
          await()
              .atMost(PATIENCE)
              .untilAsserted(() -> assertThat(client.of(id)).isEqualTo(stored.held()));
        }
        var texts = stored.held().values().stream().map(ClusterCopy.Held::text);
        assertThat(said().lines())
            .hasSize(3 * EACH)
            .containsExactlyInAnyOrderElementsOf(texts.filter(text -> !text.isEmpty()).toList());
      }
    }
  }

  private static void assertServedInTurn(Map<Integer, Long> served) {
    var all = served.values().stream().mapToLong(each -> each).sum();
    assertThat(served).hasSize(2);
    assertThat(served.values()).allSatisfy(each -> assertThat(each).isBetween(all / 3, all));
  }

  private Process talker(int port, Person person, String conversationId) throws Exception {
    return new ProcessBuilder(
            "node",
            Path.of("src/test/js/talker.mjs").toAbsolutePath().toString(),
            "http://127.0.0.1:" + port,
            person.access(),
            conversationId,
            "" + EACH,
            "" + 3 * EACH)
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("talker").toFile())
        .start();
  }

  private String said() {
    try {
      return Files.readString(folder.resolve("talker"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
