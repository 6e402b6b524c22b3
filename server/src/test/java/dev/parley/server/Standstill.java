package dev.parley.server;

import java.time.Duration;

/// Sees whether the machine stands still for a while: a thread that wants to run every few
/// milliseconds does not.
final class Standstill implements AutoCloseable {
  private static final Duration EVERY = Duration.ofMillis(10);
  private static final Duration LONG = Duration.ofMillis(250);

  private final Thread watching = Thread.ofPlatform().daemon().start(this::watch);
  private volatile boolean seen;

  boolean wasSeen() {
    return seen;
  }

  private void watch() {
    try {
      for (var before = System.nanoTime(); ; before = System.nanoTime()) {
        Thread.sleep(EVERY);
        if (System.nanoTime() - before > LONG.toNanos()) {
          seen = true;
        }
      }
    } catch (InterruptedException closed) {
      // nobody looks any more
    }
  }

  @Override
  public void close() {
    watching.interrupt();
  }
}
