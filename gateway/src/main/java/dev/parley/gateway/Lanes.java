package dev.parley.gateway;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Runs tasks of one key one after the other, in the order they were given, and tasks of different
/// keys side by side, on virtual threads. A key without tasks costs nothing: no thread waits for
/// it.
final class Lanes {
  private static final Logger LOG = System.getLogger(Lanes.class.getName());

  private final Map<String, Lane> lanes = new ConcurrentHashMap<>();

  /// Returns at once.
  void run(String key, Runnable task) {
    while (!lanes.computeIfAbsent(key, Lane::new).offer(task)) {
      // It ran dry at this moment and is gone: the next look finds a new one.
      Thread.onSpinWait();
    }
  }

  private final class Lane implements Runnable {
    private final String key;
    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private boolean running;
    private boolean dry;

    Lane(String key) {
      this.key = key;
    }

    synchronized boolean offer(Runnable task) {
      if (dry) {
        return false;
      }
      tasks.add(task);
      if (!running) {
        running = true;
        Thread.startVirtualThread(this);
      }
      return true;
    }

    private synchronized @Nullable Runnable next() {
      var task = tasks.poll();
      if (task == null) {
        dry = true;
        lanes.remove(key, this);
      }
      return task;
    }

    @Override
    public void run() {
      for (var task = next(); task != null; task = next()) {
        try {
          task.run();
        } catch (RuntimeException e) {
          // What it would have told is in the store; those after it must still be told.
          LOG.log(Level.ERROR, "A delivery failed", e);
        }
      }
    }
  }
}
