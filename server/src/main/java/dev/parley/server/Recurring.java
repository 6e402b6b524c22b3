package dev.parley.server;

import dev.parley.chat.Delay;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Does things again and again, for the first time after one interval. What fails is tried again at
/// the next one.
final class Recurring {
  private static final Logger LOG = LoggerFactory.getLogger(Recurring.class);

  private final Delay delay;

  Recurring(Delay delay) {
    this.delay = delay;
  }

  Recurring every(Duration interval, Runnable task) {
    delay.after(
        interval,
        () -> {
          try {
            task.run();
          } catch (RuntimeException e) {
            LOG.warn("Housekeeping failed and will be tried again", e);
          } finally {
            every(interval, task);
          }
        });
    return this;
  }
}
