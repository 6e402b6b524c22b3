package dev.parley.engineio;

import java.net.InetSocketAddress;
import java.time.Duration;

/// An engine in manual time with one listener for all sessions.
final class SessionFixture {
  static final EngineSettings SETTINGS =
      EngineSettings.defaults()
          .withHeartbeat(Duration.ofMillis(300), Duration.ofMillis(200))
          .withOutbox(10, 1_000, Duration.ofMillis(500))
          .withInbox(10);

  final ManualClock clock = new ManualClock();
  final Recorder recorder = new Recorder();
  final Engine engine;

  SessionFixture() {
    this(SETTINGS);
  }

  SessionFixture(EngineSettings settings) {
    engine = new Engine(settings, session -> recorder, clock);
  }

  Session open(LocalTransport transport) {
    var handshake =
        new Handshake(
            Headers.NONE,
            new Query(""),
            InetSocketAddress.createUnresolved("test", 0),
            false,
            transport.name());
    return engine.open(handshake, transport);
  }
}
