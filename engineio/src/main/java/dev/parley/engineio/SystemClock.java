package dev.parley.engineio;

import java.lang.System.Logger.Level;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

final class SystemClock implements EngineClock {
  static final SystemClock INSTANCE = new SystemClock();

  private static final System.Logger LOG = System.getLogger(SystemClock.class.getName());

  private final ScheduledThreadPoolExecutor thread =
      new ScheduledThreadPoolExecutor(
          1, Thread.ofPlatform().daemon().name("engine-clock").factory());

  @Override
  public long millis() {
    return System.nanoTime() / 1_000_000;
  }

  @Override
  public void after(long millis, Runnable task) {
    var _ = thread.schedule(() -> run(task), millis, TimeUnit.MILLISECONDS);
  }

  /// The executor would keep a failure to itself.
  private static void run(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException defect) {
      LOG.log(Level.ERROR, "a timed task failed", defect);
    }
  }
}
