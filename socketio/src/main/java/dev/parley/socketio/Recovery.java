package dev.parley.socketio;

import dev.parley.engineio.Broadcast;
import dev.parley.engineio.CloseReason;
import dev.parley.engineio.EngineClock;
import dev.parley.engineio.Frame;
import dev.parley.engineio.Session;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Connection state recovery of one namespace: a bounded log of what was sent, and the sockets that
/// ended lately (https://socket.io/docs/v4/connection-state-recovery).
///
/// Every event without acknowledgement gets its place in the log as an offset behind its last
/// argument, and a client that comes back names the last one it saw. Logging and sending are one
/// step under one lock, so that the log's order is the order on every wire.
final class Recovery {
  private static final Set<String> RECOVERABLE =
      Set.of(
          CloseReason.TRANSPORT_CLOSE.text(),
          CloseReason.TRANSPORT_ERROR.text(),
          CloseReason.PING_TIMEOUT.text(),
          CloseReason.FORCED_CLOSE.text(),
          CloseReason.SLOW_READER.text(),
          CloseReason.SERVER_SHUTTING_DOWN.text());

  private record Logged(long place, BroadcastTarget target, Frame frame, int size, long at) {}

  private final RecoverySettings bounds;
  private final EngineClock clock;

  // Official clients take any last argument that is a string for an offset; this tells ours apart.
  private final String mark = Ids.next().substring(0, 6) + ".";

  // All guarded by this. A place counts the packets from 1.
  private final ArrayDeque<Logged> log = new ArrayDeque<>();
  private final Map<String, SavedSocket> saved = new LinkedHashMap<>();
  private long bytes;
  private long head;
  private long forgotten;

  Recovery(RecoverySettings bounds, EngineClock clock) {
    this.bounds = bounds;
    this.clock = clock;
  }

  /// The place of the latest packet.
  synchronized long head() {
    return head;
  }

  /// A socket for a CONNECT: a former one's successor if its auth names one whose state is whole.
  Socket arrive(Connection connection, Namespace namespace, Map<String, @Nullable Object> auth) {
    SavedSocket former = take(auth);
    if (former == null) {
      return new Socket(connection, namespace, Ids.next(), auth, new RecoveryState());
    }
    RecoveryState state = new RecoveryState(former, seen(former, auth));
    Socket socket = new Socket(connection, namespace, former.id(), auth, state);
    former.rooms().forEach(socket::join);
    if (former.attachment() != null) {
      socket.attach(former.attachment());
    }
    return socket;
  }

  private synchronized @Nullable SavedSocket take(Map<String, @Nullable Object> auth) {
    trim();
    SavedSocket former = auth.get("pid") instanceof String pid ? saved.get(pid) : null;
    if (former == null) {
      return null;
    }
    long seen = seen(former, auth);
    boolean known = seen >= former.born() && seen <= former.lastSent();
    if (!known || former.replayAfter(seen) < forgotten) {
      return null;
    }
    saved.remove(former.pid());
    return former;
  }

  /// The place a client names in its auth; it names none as long as it saw nothing. -1 for an
  /// offset that is none of ours.
  private long seen(SavedSocket former, Map<String, @Nullable Object> auth) {
    Object offset = auth.get("offset");
    if (offset == null) {
      return former.born();
    }
    if (!(offset instanceof String text) || !text.startsWith(mark)) {
      return -1;
    }
    try {
      return Long.parseLong(text.substring(mark.length()), Character.MAX_RADIX);
    } catch (NumberFormatException e) {
      return -1;
    }
  }

  boolean skipsMiddleware(Socket socket) {
    return bounds.skipMiddleware() && socket.recovered();
  }

  /// Answers the CONNECT, replays what was missed, and lets new packets follow.
  synchronized boolean begin(Socket socket, Namespace namespace) {
    RecoveryState state = stateOf(socket);
    Frame greeting = namespace.greeting(socket.id(), state.pid());
    List<Frame> frames = new ArrayList<>();
    frames.add(greeting);
    SavedSocket former = state.former();
    if (former == null) {
      state.bornAt(head);
    } else if (state.replayAfter() < forgotten) {
      // Forgotten while the middleware ran: let it come back as a new one.
      socket.close(CloseReason.FORCED_CLOSE);
      return false;
    } else {
      for (Logged packet : log) {
        if (packet.place() > state.replayAfter()
            && packet.target().reaches(former.id(), former.rooms())) {
          frames.add(packet.frame());
          state.sent(packet.place());
        }
      }
    }
    return namespace.begin(socket, frames);
  }

  synchronized void send(Encoded event, BroadcastTarget target, Supplier<Collection<Socket>> to) {
    head++;
    Payload payload = event.payload().withLast(mark + Long.toString(head, Character.MAX_RADIX));
    Frame frame = payload.packet(PacketType.EVENT, event.namespace().name(), PacketHeader.NO_ID);
    log.add(new Logged(head, target, frame, frame.size(), clock.millis()));
    bytes += frame.size();
    trim();
    List<Session> sessions = new ArrayList<>();
    for (Socket socket : to.get()) {
      if (socket.connected()) {
        stateOf(socket).sent(head);
        sessions.add(socket.session());
      }
    }
    Broadcast.send(frame, sessions);
  }

  /// @param headBefore where the log stood when the socket was still connected
  synchronized void ended(Socket socket, String reason, boolean wasConnected, long headBefore) {
    RecoveryState state = stateOf(socket);
    if (wasConnected && RECOVERABLE.contains(reason)) {
      save(
          new SavedSocket(
              socket.id(),
              state.pid(),
              socket.rooms(),
              socket.attachment(Object.class),
              state.born(),
              state.lastSent(),
              Math.max(headBefore, state.lastSent()),
              clock.millis()));
    } else if (!wasConnected && state.former() != null) {
      save(state.former());
    }
  }

  private static RecoveryState stateOf(Socket socket) {
    return Objects.requireNonNull(socket.recovery());
  }

  private void save(SavedSocket socket) {
    saved.put(socket.pid(), socket);
    trim();
  }

  private void trim() {
    long now = clock.millis();
    long patience = bounds.maxDisconnection().toMillis();
    var oldest = saved.values().iterator();
    while (oldest.hasNext()) {
      if (oldest.next().at() >= now - patience && saved.size() <= bounds.maxSessions()) {
        break;
      }
      oldest.remove();
    }
    // Twice as long: a packet may have been sent into a dead connection well before its end showed.
    while (!log.isEmpty()
        && (log.size() > bounds.maxPackets()
            || bytes > bounds.maxBytes()
            || log.getFirst().at() < now - 2 * patience)) {
      Logged packet = log.removeFirst();
      bytes -= packet.size();
      forgotten = packet.place();
    }
  }
}
