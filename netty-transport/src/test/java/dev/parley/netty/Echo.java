package dev.parley.netty;

import static dev.parley.netty.Wire.await;
import static java.time.Duration.ofMillis;
import static java.util.Objects.requireNonNull;

import dev.parley.engineio.CloseReason;
import dev.parley.engineio.Engine;
import dev.parley.engineio.EngineClock;
import dev.parley.engineio.EngineSettings;
import dev.parley.engineio.Frame;
import dev.parley.engineio.Session;
import dev.parley.engineio.SessionListener;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;

/// A real server on a free port whose sessions send back what they get.
final class Echo implements SessionListener, AutoCloseable {
  final Engine engine;
  final BlockingQueue<Session> opened = new LinkedBlockingQueue<>();
  final Queue<String> heard = new ConcurrentLinkedQueue<>();
  final Map<String, CloseReason> closed = new ConcurrentHashMap<>();
  private final EngineServer server;

  Echo() {
    this(EngineSettings.defaults());
  }

  Echo(EngineSettings settings) {
    this(settings, HttpOptions.defaults(), EngineClock.system());
  }

  Echo(EngineSettings settings, HttpOptions options, EngineClock clock) {
    engine =
        new Engine(
            settings,
            session -> {
              opened.add(session);
              return this;
            },
            clock);
    server =
        EngineServer.start(
            engine, options, new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
  }

  int port() {
    return server.port();
  }

  Wire connect() {
    return new Wire(port(), 20 + engine.settings().sessionIdPrefix().length());
  }

  /// A new polling session; its id is known to the connection as `{sid}`.
  Wire polling() {
    var wire = connect();
    wire.get("EIO=4&transport=polling").expectOpen("\"websocket\"");
    return wire;
  }

  /// Polls, and waits until the server knows: another connection's request may overtake it.
  Wire poll(Wire wire) {
    var transport = (PollingTransport) session(wire).transport();
    wire.poll();
    await().pollInterval(ofMillis(2)).until(transport::isPolled);
    return wire;
  }

  Session session(Wire wire) {
    return requireNonNull(engine.find(wire.sid()));
  }

  /// A new WebSocket session.
  Wire webSocket() {
    return connect().upgrade("EIO=4&transport=websocket").expectOpenFrame();
  }

  @Override
  public void onText(Session session, String data) {
    heard.add(data);
    session.send(Frame.text(data));
  }

  @Override
  public void onBinary(Session session, byte[] data) {
    session.send(Frame.binary(data));
  }

  @Override
  public void onClose(Session session, CloseReason reason) {
    closed.put(session.id(), reason);
  }

  @Override
  public void close() {
    server.close();
  }
}
