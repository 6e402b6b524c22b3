package dev.parley.engineio;

import java.lang.System.Logger.Level;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One Engine.IO session, over whatever transports it moves. All public methods are for any thread
/// and never block.
///
/// The outbox is also the lock of what is sent and of the session's state. Nothing is written and
/// nobody is called while it is held.
public final class Session {
  private static final System.Logger LOG = System.getLogger(Session.class.getName());

  private enum State {
    OPEN,
    /// Sends what waits, takes nothing more.
    SHUTTING,
    CLOSED
  }

  private final Engine engine;
  private final String id;
  private final Handshake handshake;
  private final Outbox outbox = new Outbox();
  private final Inbox inbox = new Inbox(this);
  final Heartbeat heartbeat = new Heartbeat(this);
  private volatile Transport transport;
  private volatile State state = State.OPEN;
  private CloseReason endReason = CloseReason.FORCED_CLOSE;
  private @Nullable SessionListener listener;

  /// The transport that may take over, and whether its probe has come.
  private @Nullable Transport probing;

  private boolean probed;

  /// Whether the transport will drain without being told.
  private boolean awake = true;

  Session(Engine engine, String id, Handshake handshake, Transport transport) {
    this.engine = engine;
    this.id = id;
    this.handshake = handshake;
    this.transport = transport;
  }

  public String id() {
    return id;
  }

  public Handshake handshake() {
    return handshake;
  }

  /// `polling` or `websocket`, as it is now.
  public String transportName() {
    return transport.name();
  }

  /// For bindings: who carries the session now.
  public Transport transport() {
    return transport;
  }

  public boolean isOpen() {
    return state == State.OPEN;
  }

  /// Bytes that wait for the client and no connection has taken yet.
  public int pendingBytes() {
    synchronized (outbox) {
      return outbox.bytes();
    }
  }

  /// Sends a frame behind all sent before. Without effect once the session is closed.
  public void send(Frame frame) {
    var sleeping = offer(frame);
    if (sleeping != null) {
      sleeping.wake();
    }
  }

  /// Sends frames with nothing between them.
  public void send(List<Frame> frames) {
    send(Frame.chain(frames));
  }

  /// Runs a task in the order of what the listener is told, on the same virtual thread. Not run
  /// once the listener has been told of the end.
  public void execute(Runnable task) {
    inbox.add(task);
  }

  /// Ends the session once everything sent so far has been written.
  public void shut(CloseReason reason) {
    Transport sleeping;
    synchronized (outbox) {
      if (state != State.OPEN) {
        return;
      }
      state = State.SHUTTING;
      endReason = reason;
      outbox.add(Frame.CLOSE, settings());
      sleeping = wakes();
    }
    if (sleeping != null) {
      sleeping.wake();
    }
  }

  /// Ends the session now; what waits is dropped. A client whose probe was answered polls no more:
  /// unless it closed by itself it hears of the end by the transport it moves to. If that ended
  /// before, official clients would wait until their heartbeat fails.
  public void close(CloseReason reason) {
    Transport carrier;
    Transport prober;
    synchronized (outbox) {
      if (state == State.CLOSED) {
        return;
      }
      state = State.CLOSED;
      endReason = reason;
      outbox.clear();
      carrier = transport;
      prober = probed && reason != CloseReason.TRANSPORT_CLOSE ? null : probing;
      if (prober != null) {
        probing = null;
      }
    }
    engine.forget(this);
    carrier.execute(() -> carrier.end(reason));
    if (prober != null) {
      prober.execute(() -> prober.end(reason));
    }
    inbox.end(() -> {
      if (listener != null) {
        listener.onClose(this, reason);
      }
    });
  }

  void start(SessionHandler handler) {
    inbox.start(() -> listener = handler.onOpen(this));
  }

  private SessionListener listener() {
    if (listener == null) {
      throw new IllegalStateException("the session was not taken by anybody");
    }
    return listener;
  }

  /// Adds a frame and returns the transport if it must be woken for it.
  @Nullable Transport offer(Frame frame) {
    boolean dropped;
    int drop;
    Transport sleeping;
    synchronized (outbox) {
      if (state != State.OPEN) {
        return null;
      }
      dropped = outbox.add(frame, settings());
      drop = outbox.drops();
      sleeping = wakes();
    }
    if (dropped) {
      engine.clock().after(settings().slowReaderTimeout().toMillis(), () -> endSlowReader(drop));
    }
    return sleeping;
  }

  private @Nullable Transport wakes() {
    if (awake) {
      return null;
    }
    awake = true;
    return transport;
  }

  private void endSlowReader(int drop) {
    boolean slow;
    synchronized (outbox) {
      slow = outbox.isDropping() && outbox.drops() == drop;
    }
    if (slow) {
      close(CloseReason.SLOW_READER);
    }
  }

  @Nullable Frame next(Transport asking) {
    boolean recovered;
    synchronized (outbox) {
      if (!asking.equals(transport) || state == State.CLOSED) {
        return null;
      }
      var frame = outbox.poll();
      if (frame != null) {
        return frame;
      }
      awake = false;
      recovered = outbox.recover();
    }
    if (recovered) {
      inbox.add(() -> listener().onBacklogDropped(this));
    }
    return null;
  }

  void received(Transport from, Packet packet) {
    if (!from.equals(transport)) {
      receivedWhileProbing(from, packet);
      return;
    }
    switch (packet) {
      case Packet.Text text ->
          inbox.add(() -> listener().onText(this, text.data()), text.data().length() + 1);
      case Packet.Binary binary ->
          inbox.add(() -> listener().onBinary(this, binary.data()), binary.data().length + 1);
      case Packet.Pong pong -> engine.heartbeats().pong(heartbeat);
      case Packet.Close close -> close(CloseReason.TRANSPORT_CLOSE);
      case Packet.Noop noop -> {}
      case Packet.Open open -> close(CloseReason.PARSE_ERROR);
      case Packet.Ping ping -> close(CloseReason.PARSE_ERROR);
      case Packet.Upgrade upgrade -> close(CloseReason.PARSE_ERROR);
    }
  }

  private void receivedWhileProbing(Transport from, Packet packet) {
    switch (packet) {
      case Packet.Ping ping when ping.data().equals("probe") -> probe(from);
      case Packet.Upgrade upgrade -> moveTo(from);
      default -> lost(from, CloseReason.PARSE_ERROR);
    }
  }

  /// Lets a transport begin to take over; false if none may, or another does already.
  boolean prepare(Transport next) {
    synchronized (outbox) {
      if (state == State.CLOSED || probing != null || !transport.name().equals("polling")) {
        return false;
      }
      probing = next;
      probed = false;
    }
    next.carry(this);
    engine
        .clock()
        .after(
            settings().upgradeTimeout().toMillis(),
            () -> giveUp(next, CloseReason.TRANSPORT_ERROR));
    return true;
  }

  /// Ends a transport that still probes; true if there was such a one.
  private boolean giveUp(Transport next, CloseReason reason) {
    synchronized (outbox) {
      if (!next.equals(probing)) {
        return false;
      }
      probing = null;
    }
    next.execute(() -> next.end(reason));
    return true;
  }

  private void probe(Transport from) {
    Transport carrier;
    synchronized (outbox) {
      if (!from.equals(probing)) {
        return;
      }
      probed = true;
      awake = true;
      carrier = transport;
    }
    from.probed();
    carrier.wake();
  }

  private void moveTo(Transport next) {
    Transport last;
    synchronized (outbox) {
      if (!next.equals(probing) || !probed) {
        return;
      }
      last = transport;
      transport = next;
      probing = null;
      awake = true;
    }
    last.execute(() -> last.end(CloseReason.TRANSPORT_CLOSE));
    if (isClosed()) {
      next.execute(() -> next.end(endReason));
      return;
    }
    next.regulate();
    next.drain();
  }

  boolean isUpgrading() {
    synchronized (outbox) {
      return probing != null && probed;
    }
  }

  /// A probing transport that is lost costs the session nothing.
  void lost(Transport gone, CloseReason reason) {
    if (!giveUp(gone, reason) && gone.equals(transport)) {
      close(reason);
    }
  }

  void finished(Transport by) {
    if (by.equals(transport)) {
      close(endReason);
    }
  }

  boolean mayRead() {
    return !inbox.isFull();
  }

  void regulate() {
    var carrier = transport;
    carrier.execute(carrier::regulate);
  }

  boolean isClosed() {
    return state == State.CLOSED;
  }

  /// Runs what the application wrote; a failure of it ends this session and no other.
  void guard(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException | Error defect) {
      LOG.log(Level.ERROR, "a session's listener failed", defect);
      close(CloseReason.SERVER_ERROR);
    }
  }

  EngineSettings settings() {
    return engine.settings();
  }
}
