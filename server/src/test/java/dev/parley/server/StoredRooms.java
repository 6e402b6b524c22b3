package dev.parley.server;

import static dev.parley.server.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// Conversations as the database has them, and what must hold of them for everybody's clients.
final class StoredRooms {
  /// @param reader who is in it for good
  private record Room(String id, Person reader) {
    StoredConversation stored() {
      return StoredConversation.read(reader, id);
    }

    Set<String> memberIds() {
      var members = StoredConversation.answer(reader, "conversations/" + id).data().get("members");
      return members
          .valueStream()
          .map(member -> member.get("id").asString())
          .collect(Collectors.toSet());
    }
  }

  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final List<Person> people;
  private final List<ClusterClient> clients;
  private final List<Room> known = new CopyOnWriteArrayList<>();

  StoredRooms(List<Person> people, List<ClusterClient> clients) {
    this.people = people;
    this.clients = clients;
  }

  /// @param reader who is in it for good
  void take(String id, Person reader) {
    known.add(new Room(id, reader));
  }

  /// Every client gets to hold all that is now in the conversations that were taken, unless its
  /// person is out meanwhile.
  void awaitDelivery() {
    known.forEach(this::awaitDelivery);
  }

  private void awaitDelivery(Room room) {
    var held = room.stored().held();
    var waiting = new ArrayList<>(clientsOf(room.memberIds()));
    await()
        .pollDelay(Duration.ZERO)
        .atMost(PATIENCE)
        .untilAsserted(() -> {
          waiting.removeIf(client -> client.has(room.id(), held));
          if (!waiting.isEmpty()) {
            waiting.retainAll(clientsOf(room.memberIds()));
          }
          assertThat(waiting).as(room.id()).isEmpty();
        });
  }

  private List<ClusterClient> clientsOf(Set<String> userIds) {
    return clients.stream().filter(client -> userIds.contains(client.person().id())).toList();
  }

  /// With nothing happening any more: what is stored is in order, every client has just that of
  /// just the conversations its person is in, and nothing from after they left; what it was
  /// acknowledged is there once and in its order, and unread is arithmetic.
  void assertPromise() {
    var lists = people.stream().collect(Collectors.toMap(Person::id, StoredRooms::list));
    for (var client : clients) {
      awaitConversations(client, Objects.requireNonNull(lists.get(client.person().id())));
      client.assertPushedInOrder();
    }
    for (var room : all(lists)) {
      awaitDelivery(room);
      assertPromise(room);
    }
  }

  /// By id.
  private static Map<String, JsonNode> list(Person person) {
    var listed = StoredConversation.answer(person, "conversations").data();
    return Stream.of("direct", "group")
        .flatMap(type -> listed.get(type).valueStream())
        .collect(Collectors.toMap(each -> each.get("id").asString(), each -> each));
  }

  private void awaitConversations(ClusterClient client, Map<String, JsonNode> wanted) {
    await()
        .pollDelay(Duration.ZERO)
        .atMost(PATIENCE)
        .untilAsserted(() ->
            assertThat(client.conversations()).as("" + client).hasSameElementsAs(wanted.keySet()));
  }

  private List<Room> all(Map<String, Map<String, JsonNode>> lists) {
    var rooms = new HashMap<String, Room>();
    for (var person : people) {
      Objects.requireNonNull(lists.get(person.id()))
          .keySet()
          .forEach(id -> rooms.putIfAbsent(id, new Room(id, person)));
    }
    return List.copyOf(rooms.values());
  }

  private void assertPromise(Room room) {
    var stored = room.stored();
    stored.assertGapless();
    var memberIds = room.memberIds();
    for (var client : clients) {
      stored.assertOnceInOrder(client.said(room.id()));
      if (memberIds.contains(client.person().id())) {
        assertThat(client.of(room.id())).isEqualTo(stored.held());
      } else {
        assertThat(client.newest(room.id()))
            .as("%s of %s", client, room.id())
            .isLessThanOrEqualTo(stored.lastLeft(client.person().id()));
      }
    }
    people.stream()
        .filter(person -> memberIds.contains(person.id()))
        .forEach(member -> assertUnread(room, stored, member));
  }

  private static void assertUnread(Room room, StoredConversation stored, Person member) {
    var view = StoredConversation.answer(member, "conversations/" + room.id()).data();
    assertThat(view.get("unreadCount").asLong())
        .isEqualTo(stored.unread(member.id(), view.get("readSeq").asLong()));
  }
}
