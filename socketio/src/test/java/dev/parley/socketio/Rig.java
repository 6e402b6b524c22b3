package dev.parley.socketio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.engineio.Engine;
import dev.parley.engineio.EngineClock;
import dev.parley.engineio.EngineSettings;
import dev.parley.netty.EngineServer;
import dev.parley.netty.HttpOptions;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/// A real server on a free port, the wires opened to it, and what its handlers noted.
final class Rig implements AutoCloseable {
  final SocketServer server;
  final Namespace main;
  final List<Throwable> faults = new CopyOnWriteArrayList<>();
  private final EngineServer http;
  private final List<Wire> wires = new ArrayList<>();
  private final BlockingQueue<String> notes = new LinkedBlockingQueue<>();

  Rig() {
    this(SocketSettings.defaults());
  }

  Rig(SocketSettings settings) {
    this(settings, EngineSettings.defaults());
  }

  Rig(SocketSettings settings, EngineSettings engineSettings) {
    this(settings, engineSettings, EngineClock.system(), EngineClock.system(), new Timer());
  }

  /// With this time for what recovery keeps.
  Rig(SocketSettings settings, EngineClock clock) {
    this(settings, EngineSettings.defaults(), clock, EngineClock.system(), new Timer());
  }

  /// With this time for pings and pongs.
  Rig(EngineClock heartbeats) {
    this(
        SocketSettings.defaults(),
        EngineSettings.defaults(),
        EngineClock.system(),
        heartbeats,
        new Timer());
  }

  /// With this time for connections without a socket, and acknowledgements.
  Rig(Timer timer) {
    this(
        SocketSettings.defaults(),
        EngineSettings.defaults(),
        EngineClock.system(),
        EngineClock.system(),
        timer);
  }

  private Rig(
      SocketSettings settings,
      EngineSettings engineSettings,
      EngineClock clock,
      EngineClock heartbeats,
      Timer timer) {
    server = new SocketServer(settings.withOnFault((_, fault) -> faults.add(fault)), clock, timer);
    main = server.of("/");
    http =
        EngineServer.start(
            new Engine(engineSettings, server, heartbeats),
            HttpOptions.defaults(),
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
  }

  static ConditionFactory await() {
    return Awaitility.await().atMost(Wire.PATIENCE);
  }

  int port() {
    return http.port();
  }

  Wire open(Wire.Kind kind) {
    Wire wire = Wire.open(kind, port());
    wires.add(wire);
    return wire;
  }

  /// For handlers: notes that something happened.
  void note(String what) {
    notes.add(what);
  }

  /// Expects these notes next, in this order.
  void expectNotes(String... expected) {
    try {
      for (String note : expected) {
        assertThat(notes.poll(Wire.PATIENCE.toSeconds(), TimeUnit.SECONDS)).isEqualTo(note);
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  void expectNoNotes() {
    assertThat(notes).isEmpty();
  }

  @Override
  public void close() {
    wires.forEach(Wire::close);
    server.close(Duration.ofSeconds(5));
    http.close();
  }
}
