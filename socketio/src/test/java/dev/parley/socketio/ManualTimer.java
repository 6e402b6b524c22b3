package dev.parley.socketio;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;

/// A timer whose time passes when a test says so.
final class ManualTimer extends Timer {
  // Guarded by this.
  private final List<FutureTask<?>> waiting = new ArrayList<>();

  @Override
  synchronized Future<?> after(Duration delay, Runnable task) {
    var later = new FutureTask<>(task, null);
    waiting.add(later);
    return later;
  }

  /// How many tasks wait that nobody has cancelled.
  synchronized long waiting() {
    return waiting.stream().filter(task -> !task.isDone()).count();
  }

  /// Until all of them are due.
  void pass() {
    List<FutureTask<?>> due;
    synchronized (this) {
      due = List.copyOf(waiting);
      waiting.clear();
    }
    due.forEach(FutureTask::run);
  }
}
