package dev.parley.bench;

import dev.parley.bench.ServerBench.Figure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/// One group of 500, all online: server CPU per delivery, first with one message outstanding, then
/// with eight of eight people; five rounds of each, interleaved.
final class GroupLoad implements LoadSockets.Listener {
  private static final int MEMBERS = 500;
  private static final int BURST = 8;
  private static final int ROUNDS = 5;
  private static final Duration WARM_UP = Duration.ofSeconds(20);
  private static final Duration ROUND = Duration.ofSeconds(5);

  private final ServerProcess server;
  private final AtomicLong deliveries = new AtomicLong();
  private final Semaphore messagesDone = new Semaphore(0);

  GroupLoad(ServerProcess server) {
    this.server = server;
  }

  List<Figure> measure() throws Exception {
    var people = new People(server.port());
    var members = people.signUp(MEMBERS);
    var group = people.group(members.getFirst(), members.subList(1, MEMBERS));
    try (var load = new LoadSockets(server.port())) {
      var sockets = new ArrayList<LoadSockets.Socket>();
      for (var member : members) {
        sockets.add(load.connect(member, this).get(10, TimeUnit.SECONDS));
      }
      var one = sockets.subList(0, 1);
      var eight = sockets.subList(0, BURST);
      round(one, group, WARM_UP.dividedBy(2));
      round(eight, group, WARM_UP.dividedBy(2));
      var steady = new ArrayList<Double>();
      var bursts = new ArrayList<Double>();
      for (int i = 0; i < ROUNDS; i++) {
        steady.add(round(one, group, ROUND));
        bursts.add(round(eight, group, ROUND));
      }
      return List.of(
          new Figure("CPU per delivery, group of 500, one outstanding", summary(steady)),
          new Figure("CPU per delivery, group of 500, eight outstanding", summary(bursts)));
    }
  }

  /// Each sends one message, and the next ones once all of them have reached everybody. A person's
  /// own messages would be stored one after the other. Answers server CPU per delivery, µs.
  private double round(List<LoadSockets.Socket> senders, String group, Duration duration)
      throws InterruptedException {
    var end = System.nanoTime() + duration.toNanos();
    var cpu = server.cpuMicros();
    var before = deliveries.get();
    var payload = "{\"conversation_id\":\"" + group + "\",\"text\":\"" + "x".repeat(40) + "\"}";
    while (System.nanoTime() < end) {
      senders.forEach(sender -> sender.emit("send_message", 1, payload));
      if (!messagesDone.tryAcquire(senders.size(), 30, TimeUnit.SECONDS)) {
        throw new IllegalStateException("deliveries are missing");
      }
    }
    return (double) (server.cpuMicros() - cpu) / (deliveries.get() - before);
  }

  /// Every member gets each message once, so each 500th delivery completes one.
  @Override
  public void event(LoadSockets.Socket socket, String packet) {
    if (packet.startsWith("42[\"new_message\"") && deliveries.incrementAndGet() % MEMBERS == 0) {
      messagesDone.release();
    }
  }

  static String summary(List<Double> rounds) {
    var sorted = rounds.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    return "%s (%s–%s, %d rounds)"
        .formatted(
            ServerBench.micros(sorted[sorted.length / 2]),
            ServerBench.micros(sorted[0]),
            ServerBench.micros(Arrays.stream(sorted).max().orElseThrow()),
            sorted.length);
  }
}
