package dev.parley.store;

import dev.parley.chat.Events;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/// An adapter's ports about people, under test.
public abstract class PeopleContract {
  static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

  private @Nullable PeoplePorts opened;

  /// A fresh, empty store.
  protected abstract PeoplePorts open(Events events, InstantSource clock);

  @BeforeEach
  void openStore() {
    opened = open(event -> {}, () -> NOW);
  }

  @AfterEach
  void closeStore() throws Exception {
    ports().chat().store().close();
  }

  final PeoplePorts ports() {
    return Objects.requireNonNull(opened);
  }
}
