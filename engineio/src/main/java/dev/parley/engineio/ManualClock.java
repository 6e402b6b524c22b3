package dev.parley.engineio;

import java.util.Comparator;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/// Time for tests: it stands still until [#advance] moves it on, and then runs what came due, in
/// order, on the caller's thread.
public final class ManualClock implements EngineClock {
  private record Due(long at, Runnable task) {}

  private final PriorityQueue<Due> waiting = new PriorityQueue<>(Comparator.comparingLong(Due::at));
  private long now = 1_000_000;

  @Override
  public synchronized long millis() {
    return now;
  }

  @Override
  public synchronized void after(long millis, Runnable task) {
    waiting.add(new Due(now + millis, task));
  }

  public void advance(long millis) {
    long end = millis() + millis;
    for (var due = next(end); due != null; due = next(end)) {
      due.task.run();
    }
    synchronized (this) {
      now = end;
    }
  }

  /// The process stands still: everything that came due meanwhile runs late.
  public void stall(long millis) {
    skip(millis);
    advance(0);
  }

  /// Time goes on and what comes due is not run yet: whoever looks now is there before it.
  public synchronized void skip(long millis) {
    now += millis;
  }

  private synchronized @Nullable Due next(long end) {
    var first = waiting.peek();
    if (first == null || first.at > end) {
      return null;
    }
    now = Math.max(now, first.at);
    return waiting.remove();
  }
}
