package dev.parley.mongo;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// How long a write is tried, from when its caller began to wait.
@FunctionalInterface
interface Patience {
  /// One write's.
  interface Left {
    /// Waits a little before the next try; false when there is to be none.
    boolean pause();

    /// Not positive once it is over.
    Duration rest();

    default boolean isOver() {
      return !rest().isPositive();
    }
  }

  Left begin();

  static Patience of(Duration whole) {
    return () -> new Until(System.nanoTime() + whole.toNanos());
  }

  /// Pauses from a millisecond up to 50.
  final class Until implements Left {
    private static final long LONGEST = 50;

    private final long end;
    private long next = 1;

    private Until(long end) {
      this.end = end;
    }

    @Override
    public boolean pause() {
      if (isOver()) {
        return false;
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(next));
      next = Math.min(next * 2, LONGEST);
      return true;
    }

    @Override
    public Duration rest() {
      return Duration.ofNanos(end - System.nanoTime());
    }
  }
}
