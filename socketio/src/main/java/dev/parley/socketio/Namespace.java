package dev.parley.socketio;

import dev.parley.engineio.Broadcast;
import dev.parley.engineio.CloseReason;
import dev.parley.engineio.Frame;
import dev.parley.engineio.Session;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One namespace: who may connect, what is done with their events, who is in which room.
///
/// Middleware and handlers are registered before clients come; what is registered later counts from
/// then on. All methods may be called from any thread.
public final class Namespace {
  private final SocketServer server;
  private final String name;
  private final Map<String, Socket> sockets = new ConcurrentHashMap<>();
  private final Rooms rooms = new Rooms();
  private final Handlers handlers = new Handlers();
  private final List<Middleware> middleware = new CopyOnWriteArrayList<>();
  private final List<ConnectHandler> connectHandlers = new CopyOnWriteArrayList<>();
  private final List<Consumer<Socket>> backlogHandlers = new CopyOnWriteArrayList<>();
  private final AtomicLong ackIds = new AtomicLong();
  private final @Nullable Recovery recovery;
  private volatile @Nullable EventHandler unhandled;
  private volatile @Nullable PacketGate gate;

  Namespace(SocketServer server, String name, @Nullable Recovery recovery) {
    this.server = server;
    this.name = name;
    this.recovery = recovery;
  }

  /// With its leading slash.
  public String name() {
    return name;
  }

  public Namespace use(Middleware step) {
    middleware.add(step);
    return this;
  }

  public Namespace onConnect(ConnectHandler handler) {
    connectHandlers.add(handler);
    return this;
  }

  public Namespace onDisconnect(DisconnectHandler handler) {
    handlers.onDisconnect(handler);
    return this;
  }

  /// Handles this event for all sockets; an event has one handler.
  public Namespace on(String event, EventHandler handler) {
    handlers.on(event, handler);
    return this;
  }

  /// Sees every event before its handler does.
  public Namespace onAny(EventHandler handler) {
    handlers.onAny(handler);
    return this;
  }

  /// Handles the events that nothing else handles; the default ignores them.
  public Namespace onUnhandled(EventHandler handler) {
    unhandled = handler;
    return this;
  }

  /// Runs when a socket reads so slowly that what was queued for it has been dropped: once it reads
  /// again, if it does. It missed events then. Without such a handler, with recovery on, or when
  /// its client never sent an event, its transport is closed instead, so that it comes back.
  public Namespace onBacklogDropped(Consumer<Socket> handler) {
    backlogHandlers.add(handler);
    return this;
  }

  /// Asked before any event packet is parsed; replaces the gate before.
  public Namespace gate(PacketGate gate) {
    this.gate = gate;
    return this;
  }

  /// Encodes an event once, to be sent any number of times.
  public Encoded encode(String event, @Nullable Object... args) {
    if (Event.reserved(event)) {
      throw new IllegalArgumentException("\"" + event + "\" is a reserved event name");
    }
    return new Encoded(this, JsonWriter.event(event, args));
  }

  /// An event that was encoded elsewhere.
  ///
  /// @param json from [Encoded#json] of an event with nothing binary in it
  public Encoded encoded(String json) {
    return new Encoded(this, new Payload(json, List.of()));
  }

  /// Every socket of this namespace.
  public BroadcastTarget all() {
    return new BroadcastTarget(this, Set.of(), Set.of());
  }

  /// Everybody in this room; a socket's id is a room of its own.
  public BroadcastTarget to(String room) {
    return all().to(room);
  }

  /// Everybody but those in this room, or with this id.
  public BroadcastTarget except(String room) {
    return all().except(room);
  }

  /// A live view of the connected sockets.
  public Collection<Socket> sockets() {
    return Collections.unmodifiableCollection(sockets.values());
  }

  /// The connected socket with this id, null without one.
  public @Nullable Socket socket(String id) {
    return sockets.get(id);
  }

  /// The names of the rooms that somebody is in.
  public Set<String> roomNames() {
    return rooms.names();
  }

  Rooms rooms() {
    return rooms;
  }

  long nextAckId() {
    return ackIds.getAndIncrement();
  }

  /// A socket for a CONNECT, not connected yet.
  Socket arrive(Connection connection, Map<String, @Nullable Object> auth) {
    return recovery == null
        ? new Socket(connection, this, Ids.next(), auth, null)
        : recovery.arrive(connection, this, auth);
  }

  /// Asks the middleware; returns when all agree.
  void decide(Socket socket) {
    if (recovery != null && recovery.skipsMiddleware(socket)) {
      return;
    }
    for (Middleware step : middleware) {
      try {
        step.handle(socket);
      } catch (ConnectRefused | ConnectAborted e) {
        throw e;
      } catch (Throwable e) {
        server.settings().onFault().onFault(socket, e);
        throw new ConnectAborted("middleware failed");
      }
    }
  }

  /// Answers the CONNECT and tells the application.
  void welcome(Socket socket) {
    boolean begun =
        recovery == null
            ? begin(socket, List.of(greeting(socket.id(), null)))
            : recovery.begin(socket, this);
    if (begun) {
      connectHandlers.forEach(handler -> guarded(socket, () -> handler.handle(socket)));
    }
  }

  /// The packet that answers a CONNECT.
  ///
  /// @param pid the name of the socket's state, null without recovery
  Frame greeting(String sid, @Nullable String pid) {
    Map<String, String> ids = new LinkedHashMap<>();
    ids.put("sid", sid);
    if (pid != null) {
      ids.put("pid", pid);
    }
    return Frame.text(Payload.front(PacketType.CONNECT, name) + JsonWriter.object(ids));
  }

  boolean begin(Socket socket, List<Frame> greeting) {
    // Found here before its client can hear that it is connected; and all under the socket's lock,
    // so that an end at the same time finds it here or keeps it out.
    synchronized (socket) {
      sockets.put(socket.id(), socket);
      boolean begun = socket.begin(greeting);
      if (!begun) {
        sockets.remove(socket.id(), socket);
      }
      return begun;
    }
  }

  boolean admits(Socket socket) {
    PacketGate asked = gate;
    return asked == null || asked.admits(socket);
  }

  void handle(Socket socket, Event event) {
    Handlers own = socket.handlers();
    handlers.any().forEach(handler -> handle(handler, socket, event));
    EventHandler handler = null;
    if (own != null) {
      own.any().forEach(any -> handle(any, socket, event));
      handler = own.event(event.name());
    }
    if (handler == null) {
      handler = handlers.event(event.name());
    }
    if (handler == null) {
      handler = unhandled;
    }
    if (handler != null) {
      handle(handler, socket, event);
    }
  }

  private void handle(EventHandler handler, Socket socket, Event event) {
    if (socket.connected()) {
      guarded(socket, () -> handler.handle(socket, event));
    }
  }

  /// Where the recovery log stands.
  long logHead() {
    return recovery == null ? 0 : recovery.head();
  }

  void backlogDropped(Socket socket) {
    // With recovery the gap is filled when the client comes back. Who never sent an event may have
    // missed that it is connected.
    if (recovery != null || backlogHandlers.isEmpty() || !socket.heard()) {
      socket.close(CloseReason.SLOW_READER);
      return;
    }
    backlogHandlers.forEach(handler -> guarded(socket, () -> handler.accept(socket)));
  }

  /// Part of a socket's end: it is not found here any more.
  ///
  /// @param logHead what [#logHead] was before the end began
  void forget(Socket socket, String reason, boolean wasConnected, long logHead) {
    sockets.remove(socket.id(), socket);
    if (recovery != null) {
      recovery.ended(socket, reason, wasConnected, logHead);
    }
    server.leave(this);
  }

  /// Tells the application of a socket's end; on the thread of its handlers.
  void disconnected(Socket socket, String reason) {
    Handlers own = socket.handlers();
    List<DisconnectHandler> told = new ArrayList<>(handlers.disconnect());
    if (own != null) {
      told.addAll(own.disconnect());
    }
    told.forEach(handler -> guarded(socket, () -> handler.handle(socket, reason)));
  }

  void send(Encoded event, Collection<Socket> to) {
    if (event.namespace() != this) {
      throw new IllegalArgumentException("an event of another namespace");
    }
    if (recovery == null) {
      fanOut(event.frame(), to);
    } else {
      Set<String> ids = new HashSet<>();
      to.forEach(socket -> ids.add(socket.id()));
      recovery.send(event, new BroadcastTarget(this, ids, Set.of()), () -> to);
    }
  }

  void send(Encoded event, BroadcastTarget target) {
    if (recovery == null) {
      fanOut(event.frame(), target.sockets());
    } else {
      recovery.send(event, target, target::sockets);
    }
  }

  static void fanOut(Frame frame, Collection<Socket> to) {
    List<Session> sessions = new ArrayList<>(to.size());
    for (Socket socket : to) {
      if (socket.connected()) {
        sessions.add(socket.session());
      }
    }
    Broadcast.send(frame, sessions);
  }

  private interface Step {
    void run() throws Exception;
  }

  // Whatever the application throws must not take the connection's other packets with it.
  private void guarded(Socket socket, Step step) {
    try {
      step.run();
    } catch (Throwable e) {
      server.settings().onFault().onFault(socket, e);
    }
  }
}
