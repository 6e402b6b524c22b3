package dev.parley.socketio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.engineio.CloseReason;
import dev.parley.engineio.EngineSettings;
import dev.parley.socketio.Wire.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;

/// Everything at once, many times.
@Tag("long")
class RaceTest {
  private static final Pattern GREETING =
      Pattern.compile("40\\{\"sid\":\"([^\"]+)\",\"pid\":\"([^\"]+)\"}");
  private static final Pattern EVENT = Pattern.compile("42\\[\"n\",(\\d+),\"([^\"]+)\"]");

  // Enough for whatever is broadcast while a client is not looking.
  private static final EngineSettings PATIENT =
      EngineSettings.defaults().withOutbox(100_000, 100_000_000, Duration.ofMinutes(1));

  /// Two threads broadcast while a client loses its connection again and again.
  @RepeatedTest(30)
  void recoveryLosesDoublesAndReordersNothing() throws InterruptedException {
    int events = 2_000;
    try (Rig rig = new Rig(SocketSettings.defaults().withRecovery(RecoverySettings.defaults()))) {
      var random = new SplittableRandom();
      Wire wire = rig.open(Kind.WEBSOCKET);
      wire.send("40");
      String pid = greeted((String) wire.next());
      AtomicInteger number = new AtomicInteger();
      Runnable broadcasts =
          () -> {
            // One lock around number and broadcast, so that the numbers are in the order sent.
            for (boolean more = true; more; ) {
              synchronized (number) {
                int n = number.getAndIncrement();
                more = n < events;
                if (more) {
                  rig.main.all().emit("n", n);
                }
              }
            }
          };
      List<Thread> threads =
          List.of(Thread.ofVirtual().start(broadcasts), Thread.ofVirtual().start(broadcasts));

      List<Integer> seen = new ArrayList<>();
      String offset = "";
      while (seen.size() < events) {
        Matcher event = EVENT.matcher((String) wire.next());
        assertThat(event.matches()).isTrue();
        seen.add(Integer.parseInt(event.group(1)));
        offset = event.group(2);
        if (random.nextInt(200) == 0) {
          wire.close();
          awaitNoSocket(rig);
          wire = rig.open(Kind.WEBSOCKET);
          wire.send("40{\"pid\":\"" + pid + "\",\"offset\":\"" + offset + "\"}");
          assertThat(greeted((String) wire.next())).isEqualTo(pid);
        }
      }

      for (Thread thread : threads) {
        thread.join();
      }
      assertThat(seen).isEqualTo(IntStream.range(0, events).boxed().toList());
    }
  }

  private static String greeted(String packet) {
    Matcher greeting = GREETING.matcher(packet);
    assertThat(greeting.matches()).as(packet).isTrue();
    return greeting.group(2);
  }

  private static void awaitNoSocket(Rig rig) {
    Rig.await().until(() -> rig.main.sockets().isEmpty());
  }

  /// Sockets come, join, leave and go in every way while others broadcast: nothing is left behind,
  /// and each connect has its one disconnect.
  @RepeatedTest(20)
  void nothingIsLeftBehind() throws InterruptedException {
    try (Rig rig = new Rig(SocketSettings.defaults(), PATIENT)) {
      AtomicInteger connects = new AtomicInteger();
      AtomicInteger disconnects = new AtomicInteger();
      AtomicBoolean over = new AtomicBoolean();
      rig.main
          .use(socket -> socket.join("all"))
          .onConnect(socket -> {
            connects.incrementAndGet();
            socket.join("late");
          })
          .onDisconnect((_, _) -> disconnects.incrementAndGet())
          .on("leave", (socket, _) -> socket.leave("all"))
          .on("kick", (socket, _) -> socket.disconnect(true))
          .on("close", (socket, _) -> socket.close(CloseReason.FORCED_CLOSE));
      Thread broadcaster = Thread.ofVirtual().start(() -> broadcast(rig, over));
      List<Thread> clients =
          IntStream.range(0, 60)
              .mapToObj(i -> Thread.ofVirtual().start(() -> comeAndGo(rig, i)))
              .toList();
      for (Thread client : clients) {
        client.join();
      }
      over.set(true);
      broadcaster.join();

      awaitNoSocket(rig);
      Rig.await().until(() -> connects.get() == disconnects.get());
      assertThat(connects.get()).isEqualTo(60);
      assertThat(rig.main.roomNames()).isEmpty();
      assertThat(rig.faults).isEmpty();
    }
  }

  private static void broadcast(Rig rig, AtomicBoolean over) {
    for (int i = 0; i < 20_000 && !over.get(); i++) {
      rig.main.to("all").to("late").emit("news");
      for (Socket socket : rig.main.sockets()) {
        socket.join("extra");
        if (socket.id().hashCode() % 3 == 0) {
          socket.disconnect(false);
        }
      }
    }
  }

  private static void comeAndGo(Rig rig, int i) {
    Wire wire = Wire.open(i % 2 == 0 ? Kind.WEBSOCKET : Kind.POLLING, rig.port());
    wire.send("40", "42[\"leave\"]");
    assertThat((String) wire.next()).startsWith("40{");
    switch (i % 4) {
      case 0 -> wire.send("41");
      case 1 -> wire.send("42[\"kick\"]");
      case 2 -> wire.send("42[\"close\"]");
      default -> wire.send("1");
    }
    wire.close();
  }
}
