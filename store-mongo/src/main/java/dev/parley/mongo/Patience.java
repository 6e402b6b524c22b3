package dev.parley.mongo;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// How long a write is tried.
@FunctionalInterface
interface Patience {
  /// One write's.
  @FunctionalInterface
  interface Left {
    /// Waits a little before the next try; false when there is to be none.
    boolean pause();
  }

  Left begin();

  /// Pauses from a millisecond up to 50, until that is over.
  static Patience of(Duration whole) {
    return () -> {
      var end = System.nanoTime() + whole.toNanos();
      var next = new long[] {1};
      return () -> {
        if (System.nanoTime() >= end) {
          return false;
        }
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(next[0]));
        next[0] = Math.min(next[0] * 2, 50);
        return true;
      };
    };
  }
}
