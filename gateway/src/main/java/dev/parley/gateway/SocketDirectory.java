package dev.parley.gateway;

import dev.parley.chat.Roster;
import dev.parley.socketio.Fanout;
import dev.parley.socketio.Namespace;
import dev.parley.socketio.RawJson;
import dev.parley.socketio.Socket;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The sockets of each user, and the way of an event to them: encoded once, whoever it goes to. A
/// socket is in no room of its conversations; a fan-out looks its members up here.
///
/// Events that one thread sends reach each socket in that order.
public final class SocketDirectory {
  private static final Client[] NONE = {};

  private final Namespace namespace;

  // Arrays, replaced as a whole: nearly every user has one or two sockets.
  private final Map<String, Client[]> clients = new ConcurrentHashMap<>();

  public SocketDirectory(Namespace namespace) {
    this.namespace = namespace;
  }

  Namespace namespace() {
    return namespace;
  }

  void add(Client client) {
    clients.merge(
        client.userId(),
        new Client[] {client},
        (old, one) -> Stream.of(old, one).flatMap(Arrays::stream).toArray(Client[]::new));
  }

  void remove(Client client) {
    clients.computeIfPresent(client.userId(), (id, old) -> without(old, client));
  }

  private static Client @Nullable [] without(Client[] old, Client gone) {
    var left = Arrays.stream(old).filter(client -> client != gone).toArray(Client[]::new);
    return left.length == 0 ? null : left;
  }

  boolean has(String userId) {
    return clients.containsKey(userId);
  }

  List<Client> of(String userId) {
    return List.of(clients.getOrDefault(userId, NONE));
  }

  void forEach(Consumer<Client> action) {
    clients.values().forEach(some -> List.of(some).forEach(action));
  }

  void sendToMembers(Roster roster, String event, Object view) {
    var sockets = new ArrayList<Socket>();
    for (var member : roster.members()) {
      addSockets(member.userId(), sockets);
    }
    send(sockets, event, view);
  }

  void sendToUsers(Collection<String> userIds, String event, Object view) {
    var sockets = new ArrayList<Socket>();
    for (var id : userIds) {
      addSockets(id, sockets);
    }
    send(sockets, event, view);
  }

  /// To those sockets of these users that view the conversation.
  void sendToViewers(Collection<String> userIds, String conversationId, String event, Object view) {
    var sockets = new ArrayList<Socket>();
    for (var id : userIds) {
      for (var client : of(id)) {
        if (client.views(conversationId)) {
          sockets.add(client.socket());
        }
      }
    }
    send(sockets, event, view);
  }

  private void addSockets(String userId, List<Socket> sockets) {
    for (var client : clients.getOrDefault(userId, NONE)) {
      sockets.add(client.socket());
    }
  }

  void send(List<Socket> sockets, String event, Object view) {
    if (!sockets.isEmpty()) {
      Fanout.send(namespace.encode(event, new RawJson(Json.text(view))), sockets);
    }
  }
}
