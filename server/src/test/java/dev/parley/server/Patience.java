package dev.parley.server;

import java.time.Duration;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/// How long tests wait for what must come, on a machine that is busy with other things or stands
/// still for seconds.
final class Patience {
  static final Duration PATIENCE = Duration.ofMinutes(2);

  private static final int TIMES = 3;

  private Patience() {}

  static ConditionFactory await() {
    return Awaitility.await().atMost(PATIENCE);
  }

  /// What a machine that stands still in the midst of it does not let be seen is looked at again.
  /// Answers what was seen at last.
  static <T> T see(Supplier<T> course, Predicate<T> shown) {
    var seen = course.get();
    for (var times = 1; times < TIMES && !shown.test(seen); times++) {
      seen = course.get();
    }
    return seen;
  }
}
