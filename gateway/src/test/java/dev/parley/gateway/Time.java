package dev.parley.gateway;

import dev.parley.chat.Delay;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/// A clock that stands still until a test moves it; what was to run later runs then.
final class Time implements InstantSource, Delay {
  private record Due(Instant at, Runnable task) {}

  private Instant now = Instant.parse("2026-11-22T10:00:00Z");
  private final List<Due> waiting = new ArrayList<>();

  @Override
  public synchronized Instant instant() {
    return now;
  }

  @Override
  public synchronized void after(Duration duration, Runnable task) {
    waiting.add(new Due(now.plus(duration), task));
  }

  void move(Duration duration) {
    List<Due> due;
    synchronized (this) {
      now = now.plus(duration);
      due = waiting.stream().filter(one -> !one.at().isAfter(now)).toList();
      waiting.removeAll(due);
    }
    due.forEach(one -> one.task().run());
  }

  /// How many tasks wait.
  synchronized int waiting() {
    return waiting.size();
  }
}
