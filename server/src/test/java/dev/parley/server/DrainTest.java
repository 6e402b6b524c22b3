package dev.parley.server;

import static dev.parley.server.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.gateway.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A server that is told to end sends its clients away one after another, and nothing that it has
/// acknowledged is lost.
@Tag("long")
final class DrainTest {
  private static final int CLIENTS = 500;
  private static final Duration SPREAD = Duration.ofSeconds(1);

  @TempDir private Path folder;

  private record Closing(long at, int code) {}

  /// @param readiness what the server said of itself when the first was sent away; 0 if it was gone
  ///   before it could be asked
  private record Drained(List<Closing> closings, int readiness) {
    /// From the first to the last.
    Duration spread() {
      var times = closings.stream().mapToLong(Closing::at).summaryStatistics();
      return Duration.ofNanos(times.getMax() - times.getMin());
    }

    boolean showsSpread() {
      return readiness != 0 && spread().compareTo(SPREAD) > 0;
    }
  }

  @Test
  void clientsLeaveSpreadAndKeepWhatTheyWereTold() {
    var drained = Patience.see(this::drain, Drained::showsSpread);

    assertThat(drained.readiness()).isEqualTo(503);
    assertThat(drained.closings()).extracting(Closing::code).hasSize(CLIENTS).containsOnly(1001);
    assertThat(drained.spread()).isGreaterThan(SPREAD);
  }

  private Drained drain() {
    try {
      return drain(Files.createTempDirectory(folder, "data"));
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private Drained drain(Path data) throws InterruptedException {
    Person ada;
    String id;
    var closings = new ConcurrentLinkedQueue<Closing>();
    var readiness = new CompletableFuture<Integer>();
    var acknowledged = new ConcurrentHashMap<String, String>();
    var unlimited = Map.of("PARLEY_LIMITS_ENABLED", "false"); // all of them are hers
    try (var child = Child.serving(folder, data, unlimited)) {
      ada = child.api().person("ada");
      id = ada.direct(child.api().person("bob"));
      var sockets = new ArrayList<TestSocket>();
      for (int i = 0; i < CLIENTS; i++) {
        sockets.add(ada.socket());
      }
      var isFirst = new AtomicBoolean(true);
      var talking = new CountDownLatch(200);
      var senders = new ArrayList<Thread>();
      for (int i = 0; i < CLIENTS; i++) {
        var socket = sockets.get(i);
        socket.whenClosed(code -> {
          closings.add(new Closing(System.nanoTime(), code));
          if (isFirst.getAndSet(false)) {
            readiness.complete(readiness(child.api()));
          }
        });
        if (i < 20) {
          var talker = new Talker(socket, id, "m-" + i + "-", acknowledged, talking);
          senders.add(Thread.startVirtualThread(talker));
        }
      }
      talking.await();

      child.terminate();

      assertThat(child.exitCode()).isIn(0, 143);
      for (var sender : senders) {
        sender.join();
      }
      await().until(() -> closings.size() == CLIENTS && readiness.isDone());
    }
    assertKept(data, ada, id, acknowledged);
    return new Drained(List.copyOf(closings), readiness.join());
  }

  private static int readiness(Api api) {
    try {
      return api.get("/actuator/health/readiness").send().status();
    } catch (UncheckedIOException gone) {
      return 0;
    }
  }

  private void assertKept(Path data, Person ada, String id, Map<String, String> acknowledged) {
    assertThat(acknowledged).isNotEmpty();
    try (var child = Child.serving(folder, data)) {
      var again = ada.at(child.api());
      acknowledged.forEach((clientMessageId, messageId) -> {
        var message = Map.of("conversationId", id, "text", "x", "clientMessageId", clientMessageId);
        var retried = again.post("messages").send(message);
        assertThat(retried.status()).isEqualTo(200);
        assertThat(retried.data().get("id").asString()).isEqualTo(messageId);
      });
    }
  }

  /// Sends until the server has gone.
  private record Talker(
      TestSocket socket,
      String id,
      String name,
      Map<String, String> acknowledged,
      CountDownLatch talking)
      implements Runnable {
    @Override
    public void run() {
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
}
