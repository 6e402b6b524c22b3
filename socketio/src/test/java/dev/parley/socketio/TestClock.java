package dev.parley.socketio;

import dev.parley.engineio.EngineClock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/// Time that passes when a test says so.
final class TestClock implements EngineClock {
  private final AtomicLong millis = new AtomicLong(1_000);

  void pass(Duration time) {
    millis.addAndGet(time.toMillis());
  }

  @Override
  public long millis() {
    return millis.get();
  }

  @Override
  public void after(long delay, Runnable task) {
    throw new UnsupportedOperationException("recovery only looks at the time");
  }
}
