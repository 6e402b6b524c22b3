package dev.parley.server;

import dev.parley.chat.Messages;
import dev.parley.chat.Presence;
import dev.parley.engineio.Engine;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/// What operators watch besides the JVM.
final class Figures implements MeterBinder {
  /// From the fastest disk to the longest that a send waits for its store.
  private static final Duration[] BOUNDS =
      IntStream.of(1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000)
          .mapToObj(Duration::ofMillis)
          .toArray(Duration[]::new);

  private final Engine engine;
  private final Presence presence;
  private final MessageRate rate;
  private final Messages messages;

  Figures(Engine engine, Presence presence, MessageRate rate, Messages messages) {
    this.engine = engine;
    this.presence = presence;
    this.rate = rate;
    this.messages = messages;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    Gauge.builder("parley.connections", engine, e -> e.sessions().size())
        .description("Open sockets")
        .register(registry);
    Gauge.builder("parley.users.connected", presence, p -> p.onlineHere().size())
        .description("Users with at least one socket")
        .register(registry);
    FunctionCounter.builder("parley.messages", rate, MessageRate::total)
        .description("Messages stored since the start")
        .register(registry);
    var sending =
        Timer.builder("parley.send")
            .description("How long each message took to be stored for good")
            .serviceLevelObjectives(BOUNDS)
            .register(registry);
    messages.measure(nanoseconds -> sending.record(nanoseconds, TimeUnit.NANOSECONDS));
  }
}
