package dev.parley.socketio;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/// The handlers of a namespace, shared by all its sockets, or those of one socket.
final class Handlers {
  private final Map<String, EventHandler> events = new ConcurrentHashMap<>();
  private final List<EventHandler> any = new CopyOnWriteArrayList<>();
  private final List<DisconnectHandler> disconnect = new CopyOnWriteArrayList<>();

  void on(String event, EventHandler handler) {
    if (Event.reserved(event)) {
      throw new IllegalArgumentException("\"" + event + "\" is a reserved event name");
    }
    if (events.putIfAbsent(event, handler) != null) {
      throw new IllegalArgumentException("\"" + event + "\" has a handler already");
    }
  }

  void onAny(EventHandler handler) {
    any.add(handler);
  }

  void onDisconnect(DisconnectHandler handler) {
    disconnect.add(handler);
  }

  @Nullable EventHandler event(String name) {
    return events.get(name);
  }

  List<EventHandler> any() {
    return any;
  }

  List<DisconnectHandler> disconnect() {
    return disconnect;
  }
}
