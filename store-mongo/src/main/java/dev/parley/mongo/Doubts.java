package dev.parley.mongo;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Logs in doubt (see [Commits]), looked at until the doubt is over, so that what was stored is
/// told also where nobody writes again. A second after it began, then ever less often; while the
/// database is away each second one of them.
///
/// Beyond [#MOST] at once the next writer settles it.
final class Doubts implements AutoCloseable {
  static final int MOST = 10_000;

  private static final Duration ROUND = Duration.ofSeconds(1);
  private static final Duration SELDOM = Duration.ofMinutes(1);

  /// No write lands later: a server ends it with its `maxTimeMS`, and the kernel of whoever has
  /// closed a connection tries to send the rest for some minutes at most.
  private static final Duration LANDS_WITHIN = Duration.ofMinutes(15);

  private static final class Doubt {
    final Known known;
    final long end = System.nanoTime() + LANDS_WITHIN.toNanos();
    Duration pause = ROUND;
    long next = System.nanoTime() + pause.toNanos();

    Doubt(Known known) {
      this.known = known;
    }

    void looked() {
      pause = pause.multipliedBy(2).compareTo(SELDOM) < 0 ? pause.multipliedBy(2) : SELDOM;
      next = System.nanoTime() + pause.toNanos();
    }
  }

  private final Predicate<String> look;
  private final ConcurrentHashMap<String, Doubt> doubts = new ConcurrentHashMap<>();

  /// Runs while there are any. Guarded by this.
  private @Nullable Thread thread;

  private volatile boolean closed;

  /// @param look settles a log in its line; false when the database does not answer
  Doubts(Predicate<String> look) {
    this.look = look;
  }

  /// What is known of a log in doubt; null of any other.
  @Nullable Known known(String conversationId) {
    var doubt = doubts.get(conversationId);
    return doubt == null ? null : doubt.known;
  }

  /// Called in the conversation's line.
  void add(String conversationId, Known known) {
    if (doubts.size() < MOST || doubts.containsKey(conversationId)) {
      doubts.put(conversationId, new Doubt(known));
      begin();
    }
  }

  private synchronized void begin() {
    if (thread == null && !closed) {
      thread = Thread.ofVirtual().name("parley-doubts").start(this::run);
    }
  }

  private void run() {
    try {
      while (goesOn()) {
        Thread.sleep(ROUND);
        for (var id : due()) {
          if (closed || !look.test(id)) {
            break;
          }
          looked(id);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized boolean goesOn() {
    if (doubts.isEmpty() || closed) {
      thread = null;
      return false;
    }
    return true;
  }

  private List<String> due() {
    var now = System.nanoTime();
    var due = new ArrayList<String>();
    doubts.forEach((id, doubt) -> {
      if (now - doubt.next >= 0) {
        due.add(id);
      }
    });
    return due;
  }

  private void looked(String id) {
    var doubt = doubts.get(id);
    if (doubt != null) {
      doubt.looked();
    }
  }

  /// In the conversation's line, once it was looked at: whether there is still something to wait
  /// for.
  void settled(String conversationId) {
    doubts.computeIfPresent(
        conversationId,
        (id, doubt) -> {
          if (System.nanoTime() - doubt.end >= 0) {
            doubt.known.endDoubt();
          }
          return doubt.known.isDoubted() ? doubt : null;
        });
  }

  @Override
  public void close() {
    Thread running;
    synchronized (this) {
      closed = true;
      running = thread;
    }
    if (running != null) {
      running.interrupt();
      try {
        running.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
