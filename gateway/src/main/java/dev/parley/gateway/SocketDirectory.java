package dev.parley.gateway;

import dev.parley.chat.Roster;
import dev.parley.socketio.Encoded;
import dev.parley.socketio.Fanout;
import dev.parley.socketio.Namespace;
import dev.parley.socketio.RawJson;
import dev.parley.socketio.Socket;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
  private volatile @Nullable Peers peers;

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
    if (!userIds.isEmpty()) {
      sendToViewers(encode(event, view), conversationId, userIds);
    }
  }

  private void addSockets(String userId, List<Socket> sockets) {
    for (var client : clients.getOrDefault(userId, NONE)) {
      sockets.add(client.socket());
    }
  }

  void send(List<Socket> sockets, String event, Object view) {
    if (!sockets.isEmpty()) {
      Fanout.send(encode(event, view), sockets);
    }
  }

  Encoded encode(String event, Object view) {
    return namespace.encode(event, new RawJson(Json.text(view)));
  }

  /// Sends what is encoded to all sockets of these users.
  void send(Encoded event, Collection<String> userIds) {
    var sockets = new ArrayList<Socket>();
    userIds.forEach(id -> addSockets(id, sockets));
    if (!sockets.isEmpty()) {
      Fanout.send(event, sockets);
    }
  }

  /// Hands on what another node told: nothing is made of it where none of these users is.
  void send(String packet, Collection<String> userIds) {
    var sockets = new ArrayList<Socket>();
    userIds.forEach(id -> addSockets(id, sockets));
    if (!sockets.isEmpty()) {
      Fanout.send(namespace.encoded(packet), sockets);
    }
  }

  /// From here on [#tellUsers] and [#tellViewers] reach the other nodes' sockets too.
  void join(Peers others) {
    peers = others;
  }

  /// To all sockets of these users, on any node.
  ///
  /// @param key what it concerns
  void tellUsers(String key, Collection<String> userIds, String event, Object view) {
    var others = peers;
    if (others == null) {
      sendToUsers(userIds, event, view);
    } else if (!userIds.isEmpty()) {
      var encoded = encode(event, view);
      send(encoded, userIds);
      others.tell(key, new Envelope.ToUsers(key, List.copyOf(userIds), encoded.json()));
    }
  }

  /// To the sockets that view the conversation, on any node.
  ///
  /// @param viewers who views it here
  /// @param except whose sockets get nothing
  void tellViewers(
      String conversationId, Set<String> viewers, Set<String> except, String event, Object view) {
    sendToViewers(without(viewers, except), conversationId, event, view);
    var others = peers;
    if (others != null) {
      var packet = encode(event, view).json();
      others.tell(
          conversationId, new Envelope.ToViewers(conversationId, List.copyOf(except), packet));
    }
  }

  /// Tells the other nodes, if there are any.
  void tellOthers(String key, Envelope envelope) {
    var others = peers;
    if (others != null) {
      others.tell(key, envelope);
    }
  }

  private static Set<String> without(Set<String> ids, Collection<String> except) {
    var left = new HashSet<>(ids);
    left.removeAll(except);
    return left;
  }

  /// Hands on what another node told.
  void sendToViewers(Encoded event, String conversationId, Collection<String> userIds) {
    var sockets = new ArrayList<Socket>();
    for (var id : userIds) {
      for (var client : of(id)) {
        if (client.views(conversationId)) {
          sockets.add(client.socket());
        }
      }
    }
    if (!sockets.isEmpty()) {
      Fanout.send(event, sockets);
    }
  }

  /// Has all sockets of these users read anew: who knows sync is told to, any other comes back.
  void sync(Collection<String> userIds) {
    for (var id : userIds) {
      of(id).forEach(Client::catchUp);
    }
  }

  /// Who has a socket here.
  Set<String> userIds() {
    return Set.copyOf(clients.keySet());
  }
}
