package dev.parley.server;

import dev.parley.chat.Presence;
import dev.parley.engineio.Engine;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

/// What operators watch besides the JVM.
final class Figures implements MeterBinder {
  private final Engine engine;
  private final Presence presence;
  private final MessageRate rate;

  Figures(Engine engine, Presence presence, MessageRate rate) {
    this.engine = engine;
    this.presence = presence;
    this.rate = rate;
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
  }
}
