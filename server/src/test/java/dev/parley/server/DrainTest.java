package dev.parley.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.gateway.Json;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A server that is told to end sends its clients away one after another, and nothing that it has
/// acknowledged is lost.
@Tag("long")
final class DrainTest {
  private static final int CLIENTS = 500;

  @TempDir private Path folder;

  private final Map<String, String> acknowledged = new ConcurrentHashMap<>();
  private final ConcurrentLinkedQueue<Long> closings = new ConcurrentLinkedQueue<>();

  /// What the server said of itself when the first was sent away.
  private final CompletableFuture<Integer> ready = new CompletableFuture<>();

  private final ConcurrentLinkedQueue<Integer> codes = new ConcurrentLinkedQueue<>();

  @Test
  void clientsLeaveSpreadAndKeepWhatTheyWereTold() throws InterruptedException {
    Person ada;
    String id;
    var unlimited = Map.of("PARLEY_LIMITS_ENABLED", "false"); // all of them are hers
    try (var child = Child.serving(folder, folder.resolve("data"), unlimited)) {
      ada = child.api().person("ada");
      id = ada.direct(child.api().person("bob"));
      var sockets = new ArrayList<TestSocket>();
      for (int i = 0; i < CLIENTS; i++) {
        sockets.add(ada.socket());
      }
      var talking = new CountDownLatch(200);
      var senders = new ArrayList<Thread>();
      for (int i = 0; i < CLIENTS; i++) {
        var socket = sockets.get(i);
        socket.whenClosed(code -> {
          if (closings.isEmpty()) {
            ready.complete(child.api().get("/actuator/health/readiness").send().status());
          }
          closings.add(System.nanoTime());
          codes.add(code);
        });
        if (i < 20) {
          var name = "m-" + i + "-";
          var conversation = id;
          senders.add(Thread.startVirtualThread(() -> talk(socket, conversation, name, talking)));
        }
      }
      talking.await();

      child.terminate();

      assertThat(child.exitCode()).isIn(0, 143);
      for (var sender : senders) {
        sender.join();
      }
      sockets.forEach(TestSocket::closeCode);
    }
    assertThat(ready).isCompletedWithValue(503);
    assertThat(codes).hasSize(CLIENTS).containsOnly(1001);
    var times = closings.stream().sorted().toList();
    assertThat(times.getLast() - times.getFirst()).isGreaterThan(1_000_000_000L);

    try (var child = Child.serving(folder, folder.resolve("data"))) {
      var again = ada.at(child.api());
      for (var each : acknowledged.entrySet()) {
        var retried =
            again
                .post("messages")
                .send(Map.of("conversationId", id, "text", "x", "clientMessageId", each.getKey()));
        assertThat(retried.status()).isEqualTo(200);
        assertThat(retried.data().get("id").asString()).isEqualTo(each.getValue());
      }
      assertThat(acknowledged).isNotEmpty();
    }
  }

  /// Sends until the server has gone.
  private void talk(TestSocket socket, String id, String name, CountDownLatch talking) {
    try {
      for (int i = 0; ; i++) {
        var message = Map.of("conversation_id", id, "text", "x", "clientMessageId", name + i);
        socket.send("42" + (i + 1) + Json.text(List.of("send_message", message)));
        var prefix = "43" + (i + 1) + "[";
        var ack = Json.mapper().readTree(socket.packet(prefix).substring(prefix.length() - 1));
        acknowledged.put(name + i, ack.get(0).get("data").get("id").asString());
        talking.countDown();
      }
    } catch (RuntimeException | AssertionError gone) {
      // no answer any more: not acknowledged
    }
  }
}
