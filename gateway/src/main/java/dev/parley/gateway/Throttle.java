package dev.parley.gateway;

import dev.parley.chat.Delay;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Runs at most one task of a key per interval: the first at once, then at each interval's end the
/// latest of those that came meanwhile. So the last one always runs. A quiet key costs nothing.
final class Throttle<K> {
  private static final class Interval {
    @Nullable Runnable latest;
  }

  private final Delay delay;
  private final Duration length;

  /// Of the keys that ran a task less than an interval ago.
  private final Map<K, Interval> intervals = new HashMap<>();

  Throttle(Delay delay, Duration length) {
    this.delay = delay;
    this.length = length;
  }

  void run(K key, Runnable task) {
    synchronized (this) {
      var interval = intervals.get(key);
      if (interval != null) {
        interval.latest = task;
        return;
      }
      intervals.put(key, new Interval());
    }
    start(key, task);
  }

  private void start(K key, Runnable task) {
    delay.after(length, () -> over(key));
    task.run();
  }

  private void over(K key) {
    Runnable latest;
    synchronized (this) {
      var interval = intervals.remove(key);
      latest = interval == null ? null : interval.latest;
      if (latest == null) {
        return;
      }
      intervals.put(key, new Interval());
    }
    start(key, latest);
  }
}
