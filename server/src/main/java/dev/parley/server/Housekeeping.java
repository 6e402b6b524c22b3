package dev.parley.server;

import dev.parley.chat.Delay;
import dev.parley.chat.SessionStore;
import java.time.Duration;
import java.time.InstantSource;

/// Forgets sessions that ended by themselves, once an hour.
final class Housekeeping {
  private static final Duration EVERY = Duration.ofHours(1);

  private final SessionStore sessions;
  private final InstantSource clock;
  private final Delay delay;

  Housekeeping(SessionStore sessions, InstantSource clock, Delay delay) {
    this.sessions = sessions;
    this.clock = clock;
    this.delay = delay;
  }

  void begin() {
    delay.after(
        EVERY,
        () -> {
          try {
            sessions.removeExpired(clock.instant());
          } finally {
            begin();
          }
        });
  }
}
