package dev.parley.socketio;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/// Runs tasks later, each on a virtual thread of its own so that it may block.
class Timer {
  // Once the server is closed nothing is to happen any more, and nothing to fail for it.
  private final ScheduledThreadPoolExecutor executor =
      new ScheduledThreadPoolExecutor(
          1,
          Thread.ofPlatform().daemon().name("socketio-timer").factory(),
          new ThreadPoolExecutor.DiscardPolicy());

  Timer() {
    // Nearly every timeout is cancelled long before its time.
    executor.setRemoveOnCancelPolicy(true);
  }

  Future<?> after(Duration delay, Runnable task) {
    return executor.schedule(
        () -> Thread.ofVirtual().name("socketio-timeout").start(task),
        delay.toNanos(),
        TimeUnit.NANOSECONDS);
  }

  void close() {
    executor.shutdownNow();
  }
}
