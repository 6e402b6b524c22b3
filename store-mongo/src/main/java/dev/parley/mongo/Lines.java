package dev.parley.mongo;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;

/// A line a key: what is added is worked off in that order by one virtual thread at a time, all
/// that has come meanwhile at once. No thread waits for an idle line.
final class Lines<W> implements AutoCloseable {
  private static final int AT_ONCE = 1_000;

  private final String name;
  private final BiConsumer<String, List<W>> worker;
  private final ConcurrentHashMap<String, Deque<W>> lines = new ConcurrentHashMap<>();
  private boolean closed;

  /// @param worker throws nothing
  Lines(String name, BiConsumer<String, List<W>> worker) {
    this.name = name;
    this.worker = worker;
  }

  /// Throws [dev.parley.chat.Refused] UNAVAILABLE once closed.
  void add(String key, W work) {
    lines.compute(
        key,
        (id, line) -> {
          if (isClosed()) {
            throw Failures.closed();
          }
          var waiting = line;
          if (waiting == null) {
            waiting = new ArrayDeque<>();
            Thread.ofVirtual().name(name).start(() -> work(id));
          }
          waiting.add(work);
          return waiting;
        });
  }

  private void work(String key) {
    for (var taken = take(key); !taken.isEmpty(); taken = take(key)) {
      worker.accept(key, taken);
    }
    synchronized (this) {
      notifyAll();
    }
  }

  /// Nothing when the line has ended.
  private List<W> take(String key) {
    var taken = new ArrayList<W>();
    lines.computeIfPresent(
        key,
        (id, line) -> {
          while (taken.size() < AT_ONCE && !line.isEmpty()) {
            taken.add(line.remove());
          }
          return taken.isEmpty() ? null : line;
        });
    return taken;
  }

  private synchronized boolean isClosed() {
    return closed;
  }

  /// Lets what waits be done.
  @Override
  public synchronized void close() {
    closed = true;
    var interrupted = false;
    while (!lines.isEmpty()) {
      try {
        wait();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
