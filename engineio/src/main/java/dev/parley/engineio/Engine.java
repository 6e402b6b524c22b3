package dev.parley.engineio;

import java.util.Collection;
import java.util.Collections;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// The sessions of one server, and the door for bindings: a request without a session id opens one,
/// the others find theirs.
public final class Engine implements AutoCloseable {
  private final EngineSettings settings;
  private final SessionHandler handler;
  private final EngineClock clock;
  private final Heartbeats heartbeats;
  private final SessionIds ids;
  private final ConcurrentHashMap<String, Session> sessions = new ConcurrentHashMap<>();
  private volatile boolean closed;

  public Engine(EngineSettings settings, SessionHandler handler) {
    this(settings, handler, EngineClock.system());
  }

  public Engine(EngineSettings settings, SessionHandler handler, EngineClock clock) {
    this.settings = settings;
    this.handler = handler;
    this.clock = clock;
    this.ids = new SessionIds(settings.sessionIdPrefix());
    this.heartbeats = new Heartbeats(clock, settings);
  }

  public EngineSettings settings() {
    return settings;
  }

  public EngineClock clock() {
    return clock;
  }

  /// All open sessions, as they are at the moment of looking.
  public Collection<Session> sessions() {
    return Collections.unmodifiableCollection(sessions.values());
  }

  /// Opens a session. Called on the transport's loop; the transport drains before this returns, and
  /// the first frame it gets is the open packet, alone.
  public Session open(Handshake handshake, Transport transport) {
    var session = new Session(this, ids.next(), handshake, transport);
    transport.carry(session);
    session.offer(Frame.open(openPacket(session)));
    heartbeats.add(session.heartbeat);
    sessions.put(session.id(), session);
    transport.drain();
    session.start(handler);
    if (closed) {
      session.close(CloseReason.SERVER_SHUTTING_DOWN);
    }
    return session;
  }

  /// The open session of this id. One whose pong is overdue ends here, so that a late request never
  /// finds it.
  public @Nullable Session find(String id) {
    if (!ids.isWellFormed(id)) {
      return null;
    }
    var session = sessions.get(id);
    if (session != null && heartbeats.isOverdue(session.heartbeat)) {
      session.close(CloseReason.PING_TIMEOUT);
      return null;
    }
    return session;
  }

  /// Lets a new WebSocket of an existing session begin its upgrade: the client probes, then says
  /// that it is done. False if the session is on a WebSocket already or another one is at it; then
  /// the new one is to be closed.
  public boolean upgrade(Session session, Transport transport) {
    return session.prepare(transport);
  }

  /// Whether no session can be opened any more.
  public boolean isClosed() {
    return closed;
  }

  /// Opens no session any more; those that there are live on.
  public void refuseNew() {
    closed = true;
  }

  /// Ends every session.
  @Override
  public void close() {
    closed = true;
    sessions.values().forEach(session -> session.close(CloseReason.SERVER_SHUTTING_DOWN));
  }

  Heartbeats heartbeats() {
    return heartbeats;
  }

  void forget(Session session) {
    sessions.remove(session.id());
  }

  private String openPacket(Session session) {
    var upgrades = session.transportName().equals("polling") ? "\"websocket\"" : "";
    return """
    {"sid":"%s","upgrades":[%s],"pingInterval":%d,"pingTimeout":%d,"maxPayload":%d}\
    """
        .formatted(
            session.id(),
            upgrades,
            settings.pingInterval().toMillis(),
            settings.pingTimeout().toMillis(),
            settings.maxPayload());
  }
}
