package dev.parley.bench;

import dev.parley.store.RedisProcess;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.sync.RedisCommands;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// Pairs of people, each with one message on its way, on one node or on both; and groups on both.
final class ClusterLoad implements AutoCloseable {
  private static final int PAIRS = 4;
  private static final int PEOPLE = 300;
  private static final int MESSAGES = 200;
  private static final Duration ROUND = Duration.ofSeconds(4);

  /// CPU per message in µs, beyond what the nodes spend when nobody talks; and milliseconds.
  record Round(double cpuOfOne, double cpuOfOther, double medianMillis) {}

  private final ServerProcess one;
  private final ServerProcess other;
  private final RedisClient client;
  private final RedisCommands<String, String> redis;
  private final People people;
  private final List<People.Person> persons;

  ClusterLoad(ServerProcess one, ServerProcess other, RedisProcess redisProcess) throws Exception {
    this.one = one;
    this.other = other;
    client = RedisClient.create(redisProcess.uri());
    redis = client.connect().sync();
    people = new People(one.port());
    persons = people.signUp(PEOPLE);
  }

  /// @param across whether the receivers are on the other node
  Round round(boolean across) throws Exception {
    try (var senders = new LoadSockets(one.port());
        var receivers = new LoadSockets(across ? other.port() : one.port())) {
      var talk = new PairTalk();
      for (int i = 0; i < PAIRS; i++) {
        var from = persons.get(2 * i);
        var to = persons.get(2 * i + 1);
        receivers.connect(to, talk).get(10, TimeUnit.SECONDS);
        talk.add(senders.connect(from, talk).get(10, TimeUnit.SECONDS), people.direct(from, to));
      }
      TimeUnit.MILLISECONDS.sleep(ROUND.toMillis() / 2); // until comings have been told
      var idleOne = spent(one);
      var idleOther = spent(other);
      talk.start();
      var cpuOne = one.cpuMicros();
      var cpuOther = other.cpuMicros();
      TimeUnit.MILLISECONDS.sleep(ROUND.toMillis());
      var messages = talk.stop();
      return new Round(
          (double) (one.cpuMicros() - cpuOne - idleOne) / messages,
          (double) (other.cpuMicros() - cpuOther - idleOther) / messages,
          talk.medianMillis());
    }
  }

  /// CPU in a round's time while nobody talks, µs.
  private static long spent(ServerProcess server) throws InterruptedException {
    var before = server.cpuMicros();
    TimeUnit.MILLISECONDS.sleep(ROUND.toMillis() / 2);
    return 2 * (server.cpuMicros() - before);
  }

  /// How many commands Redis ran for each message to a group, half of it on each node, beyond what
  /// it runs in that time anyway.
  double commandsPerMessage(int members) throws Exception {
    var group = people.group(persons.getFirst(), persons.subList(1, members));
    try (var here = new LoadSockets(one.port());
        var there = new LoadSockets(other.port())) {
      var arrived = new Semaphore(0);
      var listener =
          new LoadSockets.Listener() {
            @Override
            public void event(LoadSockets.Socket socket, String packet) {
              if (packet.startsWith("42[\"new_message\"")) {
                arrived.release();
              }
            }
          };
      var sender = here.connect(persons.getFirst(), listener).get(10, TimeUnit.SECONDS);
      for (int i = 1; i < members; i++) {
        (i % 2 == 0 ? here : there).connect(persons.get(i), listener).get(10, TimeUnit.SECONDS);
      }
      TimeUnit.MILLISECONDS.sleep(ROUND.toMillis()); // until comings have been told
      var payload = "{\"conversation_id\":\"" + group + "\",\"text\":\"hello\"}";
      var begun = System.nanoTime();
      var before = commands();
      for (int i = 0; i < MESSAGES; i++) {
        sender.emit("send_message", 1, payload);
        if (!arrived.tryAcquire(members, 30, TimeUnit.SECONDS)) {
          throw new IllegalStateException(
              "of message %d only %d arrived".formatted(i, arrived.availablePermits()));
        }
      }
      var talking = commands() - before;
      var nanos = System.nanoTime() - begun;
      before = commands();
      TimeUnit.MILLISECONDS.sleep(ROUND.toMillis());
      var idle = (double) (commands() - before) * nanos / ROUND.toNanos();
      return (talking - idle) / MESSAGES;
    }
  }

  private long commands() {
    return redis
        .info("stats")
        .lines()
        .filter(line -> line.startsWith("total_commands_processed:"))
        .mapToLong(line -> Long.parseLong(line.substring(line.indexOf(':') + 1)))
        .findFirst()
        .orElseThrow();
  }

  @Override
  public void close() {
    client.shutdown();
  }

  /// Every sender sends the next message when the last one has reached its receiver.
  private static final class PairTalk implements LoadSockets.Listener {
    private final Map<String, LoadSockets.Socket> senders = new ConcurrentHashMap<>();
    private final Map<LoadSockets.Socket, String> conversations = new ConcurrentHashMap<>();
    private final Map<String, Long> sentAt = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<Long> nanos = new ConcurrentLinkedQueue<>();
    private volatile boolean running;

    void add(LoadSockets.Socket sender, String conversationId) {
      senders.put(conversationId, sender);
      conversations.put(sender, conversationId);
    }

    void start() {
      running = true;
      senders.forEach(this::send);
    }

    int stop() {
      running = false;
      return nanos.size();
    }

    private void send(String conversationId, LoadSockets.Socket sender) {
      sentAt.put(conversationId, System.nanoTime());
      var payload = "{\"conversation_id\":\"" + conversationId + "\",\"text\":\"hello\"}";
      sender.emit("send_message", 1, payload);
    }

    /// To receivers and, as their own, to senders.
    @Override
    public void event(LoadSockets.Socket socket, String packet) {
      if (!packet.startsWith("42[\"new_message\"") || conversations.containsKey(socket)) {
        return;
      }
      var id = field(packet, "conversationId");
      nanos.add(System.nanoTime() - sentAt.getOrDefault(id, 0L));
      var sender = senders.get(id);
      if (running && sender != null) {
        send(id, sender);
      }
    }

    private static String field(String packet, String name) {
      var start = packet.indexOf("\"" + name + "\":\"") + name.length() + 4;
      return packet.substring(start, packet.indexOf('"', start));
    }

    double medianMillis() {
      var sorted = nanos.stream().mapToLong(Long::longValue).sorted().toArray();
      return sorted.length == 0 ? Double.NaN : sorted[sorted.length / 2] / 1e6;
    }
  }
}
