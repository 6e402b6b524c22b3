package dev.parley.redis;

import static org.awaitility.Awaitility.await;

import dev.parley.chat.Bus;
import dev.parley.chat.Delay;
import dev.parley.chat.Nodes;
import dev.parley.chat.Nodes.Node;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A node's end of Redis, with a lease that outlives whatever a machine may stand still for: it
/// runs out when the test says so.
final class TestNode implements AutoCloseable, Bus.Listener {
  /// Of a machine that is busy with other things, or stands still for seconds.
  static final Duration PATIENCE = Duration.ofSeconds(60);

  static final RedisNodes.Lease LEASE =
      new RedisNodes.Lease(PATIENCE, Duration.ofMillis(300), Duration.ofMillis(1_500));

  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().factory());

  final Delay delay =
      (duration, task) -> {
        if (!timer.isShutdown()) {
          var _ =
              timer.schedule(() -> runWhenAwake(task), duration.toMillis(), TimeUnit.MILLISECONDS);
        }
      };

  final String id = RedisNodes.newId();
  final Redis redis;
  final RedisBus bus;
  final RedisNodes nodes;
  final List<String> received = new CopyOnWriteArrayList<>();
  final List<String> lost = new CopyOnWriteArrayList<>();
  final List<Instant> restored = new CopyOnWriteArrayList<>();
  final List<String> returned = new CopyOnWriteArrayList<>();
  final List<String> lapsed = new CopyOnWriteArrayList<>();
  final AtomicInteger renewals = new AtomicInteger();
  volatile int interruptions;

  // Guarded by this: what was to run while it sleeps; null while it is awake.
  private @Nullable List<Runnable> overslept;

  private final Supplier<Redis> way;

  private TestNode(Supplier<Redis> way, Duration silence) {
    this.way = way;
    redis = way.get();
    bus = new RedisBus(redis, id, delay, Clock.systemUTC(), silence);
    nodes =
        new RedisNodes(
            redis,
            id,
            () -> {
              renewals.incrementAndGet();
              return new Node(id, "127.0.0.1:1", "test", 3, 1.5);
            },
            delay,
            Clock.systemUTC(),
            LEASE);
    nodes.onLapse(
        new Nodes.Lapse() {
          @Override
          public void lapsed(String nodeId, Instant lastSign) {
            lapsed.add(nodeId);
          }

          @Override
          public void returned(String nodeId, Instant lastSign) {
            returned.add(nodeId);
          }
        });
  }

  private synchronized void runWhenAwake(Runnable task) {
    if (overslept == null) {
      Thread.startVirtualThread(task);
    } else {
      overslept.add(task);
    }
  }

  /// As a frozen process: nothing that was to be done later is done until it wakes.
  synchronized void sleep() {
    overslept = new ArrayList<>();
  }

  synchronized void wake() {
    var tasks = overslept == null ? List.<Runnable>of() : overslept;
    overslept = null;
    tasks.forEach(Thread::startVirtualThread);
  }

  static TestNode begun(String uri) {
    return patient(uri, Certificates.NONE);
  }

  /// Open, hearing and with its lease, and patient with a Redis that is slow with all else.
  static TestNode patient(String uri, Certificates certificates) {
    var node = new TestNode(() -> new Redis(uri, certificates, PATIENCE), PATIENCE);
    node.begin();
    await().atMost(PATIENCE).until(() -> node.interruptions == 0 || !node.restored.isEmpty());
    return node;
  }

  /// Open and with its lease if Redis answers in the time that nodes give it.
  static TestNode begun(String uri, Certificates certificates) {
    var node = new TestNode(() -> new Redis(uri, certificates), RedisBus.SILENCE);
    node.begin();
    return node;
  }

  private void begin() {
    bus.open(this);
    nodes.begin();
  }

  @Override
  public void received(byte[] message) {
    received.add(LeaseText.text(message));
  }

  @Override
  public synchronized void interrupted() {
    interruptions++;
  }

  @Override
  public void restored(Instant since) {
    restored.add(since);
  }

  @Override
  public void lost(String key, byte[] message) {
    lost.add(LeaseText.text(message));
  }

  void say(String key, String message) {
    bus.publish(key, LeaseText.bytes(message));
  }

  /// As a killed process leaves Redis when its lease has run out.
  void die() {
    end();
    try (var another = way.get()) {
      another.connect();
      another.ask(to -> to.del(RedisNodes.key(id)));
    }
  }

  /// What it was just about to renew may be there again.
  void letLeaseRunOut() {
    redis.ask(to -> to.del(RedisNodes.key(id)));
  }

  private void end() {
    timer.shutdownNow();
    bus.close();
    redis.close();
  }

  @Override
  public void close() {
    nodes.close();
    end();
  }
}
