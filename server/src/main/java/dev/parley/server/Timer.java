package dev.parley.server;

import dev.parley.chat.Delay;
import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/// Runs things later, each on a virtual thread of its own: one thread waits, and never works.
final class Timer implements Delay, AutoCloseable {
  private final ScheduledThreadPoolExecutor waiting =
      new ScheduledThreadPoolExecutor(1, Thread.ofPlatform().name("timer").daemon().factory());

  Timer() {
    waiting.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    // What is asked for while the server stops would come after its end.
    waiting.setRejectedExecutionHandler((task, executor) -> {});
  }

  @Override
  public void after(Duration duration, Runnable task) {
    var _ =
        waiting.schedule(
            () -> Thread.startVirtualThread(task), duration.toNanos(), TimeUnit.NANOSECONDS);
  }

  @Override
  public void close() {
    waiting.shutdownNow();
  }
}
