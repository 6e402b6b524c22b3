package dev.parley.bench;

import dev.parley.bench.ServerBench.Figure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/// 64 pairs of people, each pair with one message on its way: stored with fsync, acked, delivered
/// to both sides. Server CPU per message, acked messages a second, and the time to the ack.
final class DirectLoad implements LoadSockets.Listener {
  private static final int PAIRS = 64;
  private static final Duration WARM_UP = Duration.ofSeconds(20);
  private static final Duration ROUND = Duration.ofSeconds(5);
  private static final int ROUNDS = 3;
  private static final int MOST_SAMPLES = 1_000_000;

  private final ServerProcess server;
  private final Map<LoadSockets.Socket, String> payloads = new ConcurrentHashMap<>();
  private final Map<LoadSockets.Socket, Long> sentAt = new ConcurrentHashMap<>();
  private final AtomicLong acks = new AtomicLong();
  private final long[] ackNanos = new long[MOST_SAMPLES]; // written by the one load loop
  private volatile boolean running = true;

  DirectLoad(ServerProcess server) {
    this.server = server;
  }

  List<Figure> measure() throws Exception {
    var people = new People(server.port());
    var persons = people.signUp(2 * PAIRS);
    try (var load = new LoadSockets(server.port())) {
      for (int i = 0; i < PAIRS; i++) {
        var one = persons.get(2 * i);
        var other = persons.get(2 * i + 1);
        var direct = people.direct(one, other);
        load.connect(other, this).get(10, TimeUnit.SECONDS);
        var socket = load.connect(one, this).get(10, TimeUnit.SECONDS);
        payloads.put(
            socket, "{\"conversation_id\":\"" + direct + "\",\"text\":\"" + "x".repeat(40) + "\"}");
      }
      payloads.keySet().forEach(this::send);
      TimeUnit.MILLISECONDS.sleep(WARM_UP.toMillis());
      var cpu = new ArrayList<Double>();
      var rates = new ArrayList<Long>();
      acks.set(0);
      for (int i = 0; i < ROUNDS; i++) {
        var before = acks.get();
        var cpuBefore = server.cpuMicros();
        TimeUnit.MILLISECONDS.sleep(ROUND.toMillis());
        var acked = acks.get() - before;
        cpu.add((double) (server.cpuMicros() - cpuBefore) / acked);
        rates.add(acked / ROUND.toSeconds());
      }
      running = false;
      return List.of(
          new Figure("CPU per durable one-to-one message, 64 pairs", GroupLoad.summary(cpu)),
          new Figure("acked messages a second", rates.toString()),
          new Figure("time to the ack, p50 / p99", latency()));
    }
  }

  private String latency() {
    var samples = Arrays.copyOf(ackNanos, (int) Math.min(acks.get(), MOST_SAMPLES));
    Arrays.sort(samples);
    return "%.1f ms / %.1f ms"
        .formatted(samples[samples.length / 2] / 1e6, samples[(int) (samples.length * 0.99)] / 1e6);
  }

  private void send(LoadSockets.Socket socket) {
    sentAt.put(socket, System.nanoTime());
    socket.emit("send_message", 1, payloads.getOrDefault(socket, "{}"));
  }

  @Override
  public void ack(LoadSockets.Socket socket, int id, String packet) {
    var n = (int) (acks.getAndIncrement() % MOST_SAMPLES);
    ackNanos[n] = System.nanoTime() - sentAt.getOrDefault(socket, 0L);
    if (running) {
      send(socket);
    }
  }
}
