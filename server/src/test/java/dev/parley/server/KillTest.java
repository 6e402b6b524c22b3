package dev.parley.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// `kill -9` in the middle of talking: what was acknowledged is there, once, in order, and whoever
/// was signed in still is.
@Tag("long")
final class KillTest {
  private static final int SENDERS = 16;

  @TempDir private Path folder;

  /// clientMessageId to the id it was acknowledged with.
  private final Map<String, String> acknowledged = new ConcurrentHashMap<>();

  @RepeatedTest(5)
  void whatWasAcknowledgedSurvives() throws InterruptedException {
    Person ada;
    String id;
    try (var child = Child.serving(folder, folder.resolve("data"))) {
      ada = child.api().person("ada");
      id = ada.direct(child.api().person("bob"));
      talkUntilKilled(child, ada, id);
    }

    try (var child = Child.serving(folder, folder.resolve("data"))) {
      var stored = new LinkedHashMap<String, String>();
      long seq = 0;
      for (var message : all(child.api(), ada, id)) {
        assertThat(message.get("seq").asLong()).isEqualTo(++seq);
        var twice =
            stored.put(message.get("clientMessageId").asString(), message.get("id").asString());
        assertThat(twice).isNull();
      }
      assertThat(acknowledged).isNotEmpty();
      assertThat(stored).containsAllEntriesOf(acknowledged);

      var retried = acknowledged.keySet().iterator().next();
      var answer = send(ada.at(child.api()), id, retried);
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.data().get("id").asString()).isEqualTo(acknowledged.get(retried));
    }
  }

  private void talkUntilKilled(Child child, Person ada, String id) throws InterruptedException {
    var enough = new CountDownLatch(new Random().nextInt(50, 2_000));
    var numbers = new AtomicInteger();
    var senders = new Thread[SENDERS];
    for (int i = 0; i < SENDERS; i++) {
      senders[i] =
          Thread.startVirtualThread(() -> {
            while (true) {
              var clientMessageId = "m-" + numbers.incrementAndGet();
              try {
                var answer = send(ada, id, clientMessageId);
                acknowledged.put(clientMessageId, answer.data().get("id").asString());
                enough.countDown();
              } catch (RuntimeException killed) {
                return;
              }
            }
          });
    }
    enough.await();
    child.kill();
    for (var sender : senders) {
      sender.join();
    }
  }

  private static Api.Answer send(Person person, String id, String clientMessageId) {
    return person
        .post("messages")
        .send(Map.of("conversationId", id, "text", "x", "clientMessageId", clientMessageId));
  }

  /// Everything, oldest first, by pages of sync.
  private static Iterable<JsonNode> all(Api api, Person person, String id) {
    var messages = new ArrayList<JsonNode>();
    long since = 0;
    while (true) {
      var page =
          person
              .at(api)
              .get("messages/conversation/" + id + "?limit=100&sinceRev=" + since)
              .send()
              .json();
      page.get("data").forEach(messages::add);
      since = page.get("pagination").get("rev").asLong();
      if (!page.get("pagination").get("hasMore").asBoolean()) {
        return messages;
      }
    }
  }
}
