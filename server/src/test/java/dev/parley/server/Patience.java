package dev.parley.server;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/// How long tests wait for what must come, on a machine that is busy with other things or stands
/// still for seconds.
final class Patience {
  static final Duration PATIENCE = Duration.ofMinutes(2);

  private Patience() {}

  static ConditionFactory await() {
    return Awaitility.await().atMost(PATIENCE);
  }
}
