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

  /// What a machine that stood still in the midst of it did not let be seen is looked at again;
  /// what was not seen on one that did not is not. Answers what was seen at last.
  static <T> T see(Supplier<T> course, Predicate<T> shown) {
    for (var times = 1; ; times++) {
      try (var standstill = new Standstill()) {
        var seen = course.get();
        if (times == TIMES || shown.test(seen) || !standstill.wasSeen()) {
          return seen;
        }
      }
    }
  }
}
