package dev.parley.bench;

import dev.parley.bench.ServerBench.Figure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// 10,000 devices of 100 people in one group, some of whom talk while their server is killed with
/// `kill -9`: how long it takes until all are connected to the next one and have caught up, and
/// whether each of them has every acknowledged message, once.
///
/// Devices come back as the common client does: after about a second, then two, four, and then five
/// at most, each give or take a half.
final class ReturnLoad {
  private static final int PEOPLE = 100;
  private static final int DEVICES = 10_000;
  private static final int AT_ONCE = 50;
  private static final int TALKING = 4;
  private static final Duration TALK = Duration.ofSeconds(15);
  private static final long FIRST_WAIT = 1_000; // ms
  private static final long LONGEST_WAIT = 5_000;

  private static final int SEND = 1;
  private static final int SYNC = 2;

  private static final JsonMapper JSON = new JsonMapper();

  private final ServerProcess server;
  private final CountDownLatch behind = new CountDownLatch(DEVICES);

  // What follows is of the load's one loop.
  private String group = "";
  private long lastAcked;
  private long twice;
  private long tries;
  private volatile boolean talking = true;

  ReturnLoad(ServerProcess server) {
    this.server = server;
  }

  List<Figure> measure() throws Exception {
    var people = new People(server.port());
    var persons = people.signUp(PEOPLE);
    group = people.group(persons.getFirst(), persons.subList(1, PEOPLE));
    try (var load = new LoadSockets(server.port())) {
      var devices = new ArrayList<Device>();
      for (int i = 0; i < DEVICES; i++) {
        devices.add(new Device(load, persons.get(i % PEOPLE)));
      }
      for (int i = 0; i < DEVICES; i += AT_ONCE) {
        var some = devices.subList(i, i + AT_ONCE).stream().map(Device::connect);
        CompletableFuture.allOf(some.toArray(CompletableFuture[]::new)).get(30, TimeUnit.SECONDS);
      }
      devices.subList(0, TALKING).forEach(device -> load.after(Duration.ZERO, device::say));
      TimeUnit.MILLISECONDS.sleep(TALK.toMillis());
      return killed(devices);
    }
  }

  private List<Figure> killed(List<Device> devices) throws Exception {
    server.kill();
    talking = false;
    var killed = System.nanoTime();
    try (var next = server.again()) {
      var open = System.nanoTime();
      if (!behind.await(3, TimeUnit.MINUTES)) {
        throw new IllegalStateException(behind.getCount() + " have not caught up");
      }
      var done = System.nanoTime();
      var cpu = next.cpuMicros();
      var lost = devices.stream().filter(device -> device.rev < lastAcked).count();
      return List.of(
          new Figure("10,000 devices caught up, since the kill", seconds(done - killed)),
          new Figure("the same, since the next server answers", seconds(done - open)),
          new Figure(
              "CPU for it, the start included, a device", ServerBench.micros(1.0 * cpu / DEVICES)),
          new Figure("connections tried", Long.toString(tries)),
          new Figure("messages acknowledged before the kill, at least", Long.toString(lastAcked)),
          new Figure("devices that lack one of them", Long.toString(lost)),
          new Figure("messages that came twice", Long.toString(twice)));
    }
  }

  private static String seconds(long nanos) {
    return "%.1f s".formatted(nanos / 1e9);
  }

  /// One client, which knows the group's log up to a revision.
  private final class Device implements LoadSockets.Listener {
    private final LoadSockets load;
    private final People.Person person;
    private volatile long rev;
    private int failures;
    private boolean returning;
    private LoadSockets.@Nullable Socket socket;

    Device(LoadSockets load, People.Person person) {
      this.load = load;
      this.person = person;
    }

    CompletableFuture<LoadSockets.Socket> connect() {
      return load.connect(person, this)
          .thenApply(connected -> {
            socket = connected;
            return connected;
          });
    }

    void say() {
      var open = socket;
      if (talking && open != null) {
        open.emit(
            "send_message", SEND, "{\"conversation_id\":\"" + group + "\",\"text\":\"on we go\"}");
      }
    }

    @Override
    public void event(LoadSockets.Socket from, String packet) {
      if (packet.startsWith("42[\"new_message\"")) {
        take(number(packet, "\"rev\":"));
      }
    }

    /// A hole is filled by the sync that follows each connecting.
    private void take(long next) {
      if (next == rev + 1) {
        rev = next;
      } else if (next <= rev && !returning) {
        twice++;
      }
    }

    @Override
    public void ack(LoadSockets.Socket from, int id, String packet) {
      if (id == SEND) {
        lastAcked = Math.max(lastAcked, number(packet, "\"rev\":"));
        say();
      } else {
        synced(from, packet);
      }
    }

    private void synced(LoadSockets.Socket from, String packet) {
      var data = JSON.readTree(packet.substring(packet.indexOf('['))).get(0).get("data");
      for (var change : data.get("changes")) {
        take(change.get("rev").asLong());
      }
      if (data.get("more").asBoolean()) {
        sync(from);
      } else if (returning) {
        returning = false;
        behind.countDown();
      }
    }

    private void sync(LoadSockets.Socket open) {
      open.emit("sync", SYNC, "{\"cursors\":{\"" + group + "\":" + rev + "}}");
    }

    @Override
    public void closed(LoadSockets.Socket gone) {
      if (behind.getCount() == 0) {
        return; // it is over
      }
      returning = true;
      var wait = Math.min(FIRST_WAIT << Math.min(failures++, 10), LONGEST_WAIT);
      var jitter = ThreadLocalRandom.current().nextLong(wait + 1) - wait / 2;
      load.after(Duration.ofMillis(wait + jitter), this::comeBack);
    }

    private void comeBack() {
      tries++;
      var _ = load.connect(person, this).thenAccept(this::sync);
    }
  }

  private static long number(String packet, String before) {
    var at = packet.indexOf(before) + before.length();
    var number = 0L;
    for (; Character.isDigit(packet.charAt(at)); at++) {
      number = number * 10 + packet.charAt(at) - '0';
    }
    return number;
  }
}
