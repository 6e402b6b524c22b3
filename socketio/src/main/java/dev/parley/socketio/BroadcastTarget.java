package dev.parley.socketio;

import dev.parley.engineio.Frame;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// Some of a namespace's sockets: those in any of the rooms (all, if none is named) and in none of
/// the excepted rooms, each once. A socket's id counts as a room. Immutable.
public final class BroadcastTarget {
  private final Namespace namespace;
  private final Set<String> rooms;
  private final Set<String> except;

  BroadcastTarget(Namespace namespace, Set<String> rooms, Set<String> except) {
    this.namespace = namespace;
    this.rooms = rooms;
    this.except = except;
  }

  /// Also everybody in this room.
  public BroadcastTarget to(String room) {
    return new BroadcastTarget(namespace, with(rooms, room), except);
  }

  /// But nobody in this room.
  public BroadcastTarget except(String room) {
    return new BroadcastTarget(namespace, rooms, with(except, room));
  }

  private static Set<String> with(Set<String> names, String name) {
    Set<String> more = new HashSet<>(names);
    more.add(name);
    return Set.copyOf(more);
  }

  /// Who is meant just now.
  public Collection<Socket> sockets() {
    if (rooms.isEmpty() && except.isEmpty()) {
      return namespace.sockets();
    }
    Set<Socket> found = new LinkedHashSet<>();
    if (rooms.isEmpty()) {
      found.addAll(namespace.sockets());
    }
    rooms.forEach(room -> found.addAll(members(room)));
    except.forEach(room -> members(room).forEach(found::remove));
    return found;
  }

  private Collection<Socket> members(String room) {
    Socket single = namespace.socket(room);
    return single == null ? namespace.rooms().in(room) : List.of(single);
  }

  /// Whether a socket of this id in these rooms is meant.
  boolean reaches(String id, Set<String> memberOf) {
    boolean included =
        rooms.isEmpty() || rooms.contains(id) || !Collections.disjoint(rooms, memberOf);
    return included && !except.contains(id) && Collections.disjoint(except, memberOf);
  }

  public void emit(String event, @Nullable Object... args) {
    emit(namespace.encode(event, args));
  }

  public void emit(Encoded event) {
    namespace.send(event, this);
  }

  /// Sends an event that each socket is to acknowledge. The future always succeeds, at the latest
  /// after the timeout, with the replies there are by then.
  public CompletableFuture<AckReplies> emitWithAck(
      Duration timeout, String event, @Nullable Object... args) {
    long ackId = namespace.nextAckId();
    Payload payload = namespace.encode(event, args).payload();
    Frame frame = payload.packet(PacketType.EVENT, namespace.name(), ackId);
    List<Socket> asked = List.copyOf(sockets());
    List<List<@Nullable Object>> replies = Collections.synchronizedList(new ArrayList<>());
    CompletableFuture<?>[] answered =
        asked.stream()
            .map(socket -> socket.expectAck(ackId, timeout))
            .map(reply -> reply.handle((values, _) -> values == null || replies.add(values)))
            .toArray(CompletableFuture<?>[]::new);
    Namespace.fanOut(frame, asked);
    return CompletableFuture.allOf(answered)
        .thenApply(_ -> new AckReplies(asked.size(), List.copyOf(replies)));
  }

  /// Takes all of them into a room.
  public void join(String room) {
    sockets().forEach(socket -> socket.join(room));
  }

  public void leave(String room) {
    List.copyOf(sockets()).forEach(socket -> socket.leave(room));
  }

  /// As [Socket#disconnect] for each of them.
  public void disconnect(boolean closeTransport) {
    List.copyOf(sockets()).forEach(socket -> socket.disconnect(closeTransport));
  }
}
