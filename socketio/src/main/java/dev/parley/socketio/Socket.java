package dev.parley.socketio;

import dev.parley.engineio.CloseReason;
import dev.parley.engineio.Frame;
import dev.parley.engineio.Handshake;
import dev.parley.engineio.Session;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// One client in one namespace.
///
/// Its handlers run one at a time, in the order of its packets, on a virtual thread. All methods
/// may be called from any thread and none blocks. What is emitted before it is connected or after
/// it is disconnected is dropped.
public final class Socket {
  private enum State {
    NEW,
    CONNECTED,
    ENDED
  }

  private final Connection connection;
  private final Namespace namespace;
  private final String id;

  private volatile State state = State.NEW;
  private volatile Map<String, @Nullable Object> auth;
  private volatile @Nullable Object attachment;

  // Null until used: an idle socket is to stay small. Guarded by this.
  private @Nullable Set<String> rooms;
  private @Nullable PendingAcks acks;
  private @Nullable String endReason; // until it is told
  private volatile @Nullable Handlers handlers;

  // Only touched by the thread of the handlers.
  private boolean heard;

  private final @Nullable RecoveryState recovery;

  Socket(
      Connection connection,
      Namespace namespace,
      String id,
      Map<String, @Nullable Object> auth,
      @Nullable RecoveryState recovery) {
    this.connection = connection;
    this.namespace = namespace;
    this.id = id;
    this.auth = auth;
    this.recovery = recovery;
  }

  /// Unguessable, and not the id of the Engine.IO session.
  public String id() {
    return id;
  }

  public Namespace namespace() {
    return namespace;
  }

  /// Whether it is connected: false while its middleware runs and after its disconnect.
  public boolean connected() {
    if (state == State.NEW) {
      // Its CONNECT may just be answered: who finds it unconnected was there before its client
      // could hear that it is.
      synchronized (this) {
        return state == State.CONNECTED;
      }
    }
    return state == State.CONNECTED;
  }

  /// The HTTP request that opened the connection.
  public Handshake handshake() {
    return connection.session().handshake();
  }

  /// What the client sent with its CONNECT; empty when it sent nothing.
  public Map<String, @Nullable Object> auth() {
    return auth;
  }

  /// Lets go of the auth object, once the application has read it: tokens are long.
  public void forgetAuth() {
    auth = Map.of();
  }

  /// Keeps one object of the application's with this socket.
  public void attach(Object attachment) {
    this.attachment = attachment;
  }

  /// The attached object, null before [#attach].
  public <T> @Nullable T attachment(Class<T> type) {
    return type.cast(attachment);
  }

  /// Whether this connection took up a former one's state, with what it missed meanwhile.
  public boolean recovered() {
    return recovery != null && recovery.former() != null;
  }

  /// Handles an event of this socket alone, before the namespace's handler for it, which then does
  /// not run. Where all sockets are handled alike, [Namespace#on] costs no memory per socket.
  public void on(String event, EventHandler handler) {
    ownHandlers().on(event, handler);
  }

  /// Sees every event of this socket before its handler does.
  public void onAny(EventHandler handler) {
    ownHandlers().onAny(handler);
  }

  public void onDisconnect(DisconnectHandler handler) {
    ownHandlers().onDisconnect(handler);
  }

  private synchronized Handlers ownHandlers() {
    Handlers own = handlers;
    if (own == null) {
      own = new Handlers();
      handlers = own;
    }
    return own;
  }

  @Nullable Handlers handlers() {
    return handlers;
  }

  /// Sends an event; the arguments as in [Event], and [RawJson].
  public void emit(String event, @Nullable Object... args) {
    emit(namespace.encode(event, args));
  }

  public void emit(Encoded event) {
    if (recovery == null) {
      send(event.frame());
    } else {
      Fanout.send(event, List.of(this));
    }
  }

  /// Sends an event that the client is to acknowledge.
  ///
  /// The future has the acknowledgement's arguments, or fails with a `TimeoutException`, or with a
  /// `CancellationException` when the socket is or gets disconnected. It completes on the thread of
  /// the socket's handlers: a handler of the same connection that waits for it waits in vain.
  public CompletableFuture<List<@Nullable Object>> emitWithAck(
      Duration timeout, String event, @Nullable Object... args) {
    long ackId = namespace.nextAckId();
    Payload payload = namespace.encode(event, args).payload();
    var reply = expectAck(ackId, timeout);
    send(payload.packet(PacketType.EVENT, namespace.name(), ackId));
    return reply;
  }

  CompletableFuture<List<@Nullable Object>> expectAck(long ackId, Duration timeout) {
    PendingAcks pending;
    synchronized (this) {
      if (state != State.CONNECTED) {
        return CompletableFuture.failedFuture(
            new CancellationException("the socket is not connected"));
      }
      if (acks == null) {
        acks = new PendingAcks();
      }
      pending = acks;
    }
    return pending.expect(ackId, timeout, connection.server().timer());
  }

  /// Everybody else in the namespace.
  public BroadcastTarget broadcast() {
    return namespace.except(id);
  }

  /// Everybody else in this room of the namespace.
  public BroadcastTarget to(String room) {
    return namespace.to(room).except(id);
  }

  public synchronized void join(String room) {
    if (state == State.ENDED) {
      return;
    }
    if (rooms == null) {
      rooms = new HashSet<>(4);
    }
    if (rooms.add(room)) {
      namespace.rooms().join(room, this);
    }
  }

  public synchronized void leave(String room) {
    if (state != State.ENDED && rooms != null && rooms.remove(room)) {
      namespace.rooms().leave(room, this);
      if (rooms.isEmpty()) {
        rooms = null;
      }
    }
  }

  /// The rooms it is in; after its disconnect, those it was in.
  public synchronized Set<String> rooms() {
    return rooms == null ? Set.of() : Set.copyOf(rooms);
  }

  /// Disconnects with a packet `41`: official clients stay away until told otherwise.
  ///
  /// @param closeTransport whether the connection, with its sockets in other namespaces, closes too
  ///   once everything pending is sent
  public void disconnect(boolean closeTransport) {
    if (closeTransport) {
      connection.disconnectAll();
      return;
    }
    send(Frame.text(Payload.front(PacketType.DISCONNECT, namespace.name())));
    end("server namespace disconnect");
    connection.session().execute(this::tellEnd);
    connection.startConnectTimeout();
  }

  /// Closes the transport without a word: official clients come back by themselves.
  public void close(CloseReason reason) {
    connection.session().close(reason);
  }

  Session session() {
    return connection.session();
  }

  @Nullable RecoveryState recovery() {
    return recovery;
  }

  void send(Frame frame) {
    if (connected()) {
      connection.session().send(frame);
    }
  }

  void handle(Event event) {
    heard = true;
    namespace.handle(this, event);
  }

  /// Whether an event of its client came, which thus has read that it is connected.
  boolean heard() {
    return heard;
  }

  void acknowledged(long ackId, List<@Nullable Object> args) {
    PendingAcks pending;
    synchronized (this) {
      pending = acks;
    }
    if (pending != null) {
      pending.received(ackId, args);
    }
  }

  boolean ended() {
    return state == State.ENDED;
  }

  /// Answers the CONNECT; from now on it can be sent to.
  ///
  /// @param greeting the packet `40…`, and what was missed
  /// @return false if it was ended meanwhile
  synchronized boolean begin(List<Frame> greeting) {
    if (state != State.NEW) {
      return false;
    }
    greeting.forEach(connection.session()::send);
    state = State.CONNECTED;
    return true;
  }

  /// Ends it; the first reason counts. [#tellEnd] must follow on the thread of its handlers.
  void end(String reason) {
    long logHead = namespace.logHead();
    boolean wasConnected;
    PendingAcks pending;
    synchronized (this) {
      if (state == State.ENDED) {
        return;
      }
      wasConnected = state == State.CONNECTED;
      if (wasConnected) {
        endReason = reason;
      }
      state = State.ENDED;
      pending = acks;
      if (rooms != null) {
        rooms.forEach(room -> namespace.rooms().leave(room, this));
      }
    }
    namespace.forget(this, reason, wasConnected, logHead);
    if (pending != null) {
      pending.close();
    }
  }

  /// Tells the application that it ended, once, if it was ever connected. Only called on the thread
  /// of its handlers.
  void tellEnd() {
    String reason;
    synchronized (this) {
      reason = endReason;
      endReason = null;
    }
    if (reason != null) {
      namespace.disconnected(this, reason);
    }
  }
}
