package dev.parley.engineio;

import java.net.InetSocketAddress;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/// An engine in manual time with one listener for all sessions.
final class SessionFixture {
  /// Of a machine that is busy with other things, or stands still for seconds.
  static final Duration PATIENCE = Duration.ofSeconds(60);

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

  static ConditionFactory await() {
    return Awaitility.await().atMost(PATIENCE);
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
