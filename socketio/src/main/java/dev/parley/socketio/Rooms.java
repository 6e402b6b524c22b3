package dev.parley.socketio;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Who is in which room of one namespace. Empty rooms vanish; a socket in no room costs nothing.
final class Rooms {
  private final ConcurrentHashMap<String, Set<Socket>> rooms = new ConcurrentHashMap<>();

  void join(String room, Socket socket) {
    rooms.compute(
        room,
        (_, sockets) -> {
          Set<Socket> joined = sockets == null ? ConcurrentHashMap.newKeySet() : sockets;
          joined.add(socket);
          return joined;
        });
  }

  void leave(String room, Socket socket) {
    rooms.computeIfPresent(
        room,
        (_, sockets) -> {
          sockets.remove(socket);
          return sockets.isEmpty() ? null : sockets;
        });
  }

  /// A live view of the room, empty when nobody is in it.
  Set<Socket> in(String room) {
    return rooms.getOrDefault(room, Set.of());
  }

  Set<String> names() {
    return Set.copyOf(rooms.keySet());
  }
}
