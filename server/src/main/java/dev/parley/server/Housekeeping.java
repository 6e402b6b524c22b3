package dev.parley.server;

import dev.parley.chat.Delay;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;

/// Does what is to be done once an hour, such as forgetting sessions that ended by themselves.
final class Housekeeping {
  private static final System.Logger LOG = System.getLogger(Housekeeping.class.getName());
  private static final Duration EVERY = Duration.ofHours(1);

  private final List<Runnable> chores;
  private final Delay delay;

  Housekeeping(List<Runnable> chores, Delay delay) {
    this.chores = chores;
    this.delay = delay;
  }

  void begin() {
    delay.after(EVERY, this::run);
  }

  private void run() {
    for (var chore : chores) {
      try {
        chore.run();
      } catch (RuntimeException e) {
        LOG.log(Level.WARNING, "Housekeeping failed, and is tried again in an hour", e);
      }
    }
    begin();
  }
}
