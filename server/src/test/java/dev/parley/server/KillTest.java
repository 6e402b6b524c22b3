package dev.parley.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// `kill -9` in the middle of talking by REST and by sockets: what was acknowledged or pushed is
/// there, once, in order; what got no answer is sent again and is there once; and whoever was
/// signed in still is.
@Tag("long")
final class KillTest {
  private static final int SENDERS = 16;

  @TempDir private Path folder;

  /// By clientMessageId: the id it was acknowledged with.
  private final Map<String, String> acknowledged = new ConcurrentHashMap<>();

  private final Set<String> unanswered = ConcurrentHashMap.newKeySet();
  private final AtomicInteger numbers = new AtomicInteger();

  @RepeatedTest(5)
  void whatWasAcknowledgedOrPushedSurvives() throws InterruptedException {
    var data = folder.resolve("data");
    Person ada;
    Person bob;
    String id;
    List<JsonNode> pushed;
    try (var child = Child.serving(folder, data)) {
      ada = child.api().person("ada");
      bob = child.api().person("bob");
      id = ada.direct(bob);
      try (var receiver = bob.socket()) {
        talkUntilKilled(child, ada, id, receiver);
        receiver.closeCode();
        pushed =
            Stream.concat(receiver.seen().stream(), receiver.rest().stream())
                .filter(packet -> packet.startsWith("42[\"new_message\""))
                .map(TestSocket::payload)
                .toList();
      }
    }

    try (var child = Child.serving(folder, data)) {
      var there = ada.at(child.api());
      assertThat(acknowledged).isNotEmpty();
      assertThat(ids(StoredConversation.read(there, id))).containsAllEntriesOf(acknowledged);
      assertPushedIsStored(pushed, StoredConversation.read(there, id));

      for (var clientMessageId : unanswered) {
        assertThat(send(there, id, clientMessageId).status()).isIn(200, 201);
      }
      for (var clientMessageId : acknowledged.keySet().stream().limit(10).toList()) {
        var again = send(there, id, clientMessageId);
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.data().get("id").asString()).isEqualTo(acknowledged.get(clientMessageId));
      }

      var stored = StoredConversation.read(there, id);
      stored.assertGapless();
      assertThat(stored.entries()).hasSize(acknowledged.size() + unanswered.size());
      assertThat(ids(stored))
          .containsAllEntriesOf(acknowledged)
          .containsKeys(unanswered.toArray(String[]::new));
      assertSyncGoesOn(bob.at(child.api()), id, pushed, stored);
    }
  }

  private void talkUntilKilled(Child child, Person ada, String id, TestSocket receiver)
      throws InterruptedException {
    var enough = new CountDownLatch(new Random().nextInt(50, 2_000));
    var senders =
        IntStream.range(0, SENDERS)
            .mapToObj(i ->
                Thread.startVirtualThread(() -> {
                  if (i % 2 == 0) {
                    talk(enough, number -> acknowledge(send(ada, id, number).data(), number));
                  } else {
                    try (var socket = ada.socket()) {
                      talk(enough, number -> acknowledge(send(socket, id, number), number));
                    }
                  }
                }))
            .toList();
    enough.await();
    receiver.event("new_message");
    child.kill();
    for (var sender : senders) {
      sender.join();
    }
  }

  @FunctionalInterface
  private interface Send {
    void send(String clientMessageId);
  }

  /// Sends one message after the other, until nobody answers.
  private void talk(CountDownLatch enough, Send way) {
    while (true) {
      var clientMessageId = "m-" + numbers.incrementAndGet();
      unanswered.add(clientMessageId);
      try {
        way.send(clientMessageId);
      } catch (RuntimeException | AssertionError killed) {
        return;
      }
      unanswered.remove(clientMessageId);
      enough.countDown();
    }
  }

  private void acknowledge(JsonNode message, String clientMessageId) {
    acknowledged.put(clientMessageId, message.get("id").asString());
  }

  private static Api.Answer send(Person person, String id, String clientMessageId) {
    return person
        .post("messages")
        .send(Map.of("conversationId", id, "text", "x", "clientMessageId", clientMessageId));
  }

  private static JsonNode send(TestSocket socket, String id, String clientMessageId) {
    var message = Map.of("conversation_id", id, "text", "x", "clientMessageId", clientMessageId);
    return socket.call("send_message", message).get("data");
  }

  /// By clientMessageId; each is there once.
  private static Map<String, String> ids(StoredConversation stored) {
    return stored.entries().stream()
        .collect(
            Collectors.toMap(
                entry -> entry.get("clientMessageId").asString(),
                entry -> entry.get("id").asString()));
  }

  /// Nothing was told that is not on the disk, and all of it in order.
  private static void assertPushedIsStored(List<JsonNode> pushed, StoredConversation stored) {
    var byId = new HashMap<String, JsonNode>();
    stored.entries().forEach(entry -> byId.put(entry.get("id").asString(), entry));
    assertThat(pushed).isNotEmpty().extracting(KillTest::seq).isSorted().doesNotHaveDuplicates();
    for (var message : pushed) {
      var entry = byId.get(message.get("id").asString());
      assertThat(entry).as("stored of %s", message).isNotNull();
      assertThat(entry.get("seq")).isEqualTo(message.get("seq"));
      assertThat(entry.get("rev")).isEqualTo(message.get("rev"));
    }
  }

  private static long seq(JsonNode entry) {
    return entry.get("seq").asLong();
  }

  /// Who takes up at the last push gets exactly the rest.
  private static void assertSyncGoesOn(
      Person bob, String id, List<JsonNode> pushed, StoredConversation stored) {
    ToLongFunction<JsonNode> rev = entry -> entry.get("rev").asLong();
    long cursor = rev.applyAsLong(pushed.getLast());
    var held = pushed.stream().map(KillTest::seq).collect(Collectors.toSet());
    var more = true;
    while (more) {
      var page = bob.post("sync").send(Map.of("cursors", Map.of(id, cursor))).data();
      page.get("changes").forEach(entry -> assertThat(held.add(seq(entry))).isTrue());
      cursor = page.get("cursors").get(id).asLong();
      more = page.get("more").asBoolean();
    }
    assertThat(held).hasSize(stored.entries().size());
  }
}
