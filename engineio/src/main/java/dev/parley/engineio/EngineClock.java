package dev.parley.engineio;

/// Where time comes from, so that tests need not wait for it.
public interface EngineClock {
  /// Milliseconds since some moment; never goes back.
  long millis();

  /// Runs a short task that never blocks, once, this much later. It can't be called off: the task
  /// looks whether it is still wanted.
  void after(long millis, Runnable task);

  /// The machine's time; tasks run on one daemon thread.
  static EngineClock system() {
    return SystemClock.INSTANCE;
  }
}
