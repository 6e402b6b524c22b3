package dev.parley.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lettuce.core.RedisClient;
import io.lettuce.core.api.sync.RedisCommands;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// People talking on all nodes of a cluster, each on several clients, while things go wrong; and
/// what must hold when they have stopped.
final class ClusterRun implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final List<String[]> TRANSPORTS =
      List.of(
          new String[] {"polling"},
          new String[] {"websocket"},
          new String[] {"polling", "websocket"});

  /// A conversation and who is in it.
  private record Room(String id, Set<Person> members) {
    StoredConversation stored() {
      return StoredConversation.read(members.iterator().next(), id);
    }
  }

  private final Random random = new Random();
  private volatile boolean changing = true;
  private final Person admin;
  private final List<Person> people = new ArrayList<>();
  private final Set<Person> present = new HashSet<>();
  private final List<Room> rooms = new ArrayList<>();
  private final List<ClusterClient> clients = new ArrayList<>();
  private final ScheduledExecutorService talkers = Executors.newScheduledThreadPool(1);
  private final RedisClient client;
  private final RedisCommands<String, String> redis;

  /// @param size how many people
  /// @param each how many clients each has
  ClusterRun(TestCluster cluster, int size, int each) {
    client = RedisClient.create(cluster.redis().uri());
    redis = client.connect().sync();
    admin =
        cluster
            .api()
            .signIn(new Person(cluster.api(), "", "admin", "admin@parley.example", "", ""));
    for (int i = 0; i < size; i++) {
      people.add(cluster.api().person("member"));
    }
    present.addAll(people);
    begin(people);
    for (int i = 0; i < size; i += 10) {
      begin(people.subList(i, Math.min(size, i + 10)));
    }
    for (int i = 0; i + 1 < size; i += 2) {
      var pair = people.subList(i, i + 2);
      rooms.add(new Room(pair.getFirst().direct(pair.getLast()), Set.copyOf(pair)));
    }
    for (int i = 0; i < each * size; i++) {
      var person = people.get(i / each);
      var transports = TRANSPORTS.get(i % TRANSPORTS.size());
      clients.add(new ClusterClient(cluster.api(), person, of(person), viewed(person), transports));
    }
    awaitEverybody();
  }

  private void begin(List<Person> members) {
    var others = members.subList(1, members.size()).toArray(Person[]::new);
    rooms.add(new Room(members.getFirst().group("together", others), Set.copyOf(members)));
  }

  private List<String> of(Person person) {
    return rooms.stream().filter(r -> r.members().contains(person)).map(Room::id).toList();
  }

  /// Each has one conversation open.
  private List<String> viewed(Person person) {
    return of(person).subList(0, 1);
  }

  /// Everybody is connected.
  private void awaitEverybody() {
    await().atMost(PATIENCE).until(() -> clients.stream().allMatch(ClusterClient::isConnected));
  }

  /// Nobody changes what was said, which nodes of an earlier version might tell as new.
  ClusterRun withoutChanges() {
    changing = false;
    return this;
  }

  /// From now on somebody says something, so many times a second.
  void talk(int perSecond) {
    var _ =
        talkers.scheduleAtFixedRate(
            this::saySomething, 0, 1_000_000 / perSecond, TimeUnit.MICROSECONDS);
  }

  private void saySomething() {
    var client = clients.get(random.nextInt(clients.size()));
    var theirs = of(client.person());
    var id = theirs.get(random.nextInt(theirs.size()));
    if (random.nextInt(4) == 0) {
      client.read(id);
    } else if (changing && random.nextInt(4) == 0) {
      client.change(id, random);
    } else {
      client.say(id, "said");
    }
  }

  /// Nobody says any more, and everybody has been answered.
  void stopTalking() throws InterruptedException {
    talkers.shutdown();
    assertThat(talkers.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
    await().atMost(PATIENCE).until(() -> clients.stream().allMatch(ClusterClient::isDone));
  }

  /// Waits until so many more messages have been acknowledged.
  void talkOn(int messages) {
    var enough = acknowledged() + messages;
    await().atMost(PATIENCE).until(() -> acknowledged() >= enough);
  }

  /// Waits while a fault lasts that has to last so long.
  void talkFor(Duration time) throws InterruptedException {
    Thread.sleep(time);
  }

  private int acknowledged() {
    return clients.stream().mapToInt(ClusterClient::acknowledged).sum();
  }

  /// Every client gets to hold all that is in the store now.
  void awaitDelivery() {
    for (var room : rooms) {
      var held = room.stored().held();
      var waiting = new ArrayList<>(clientsOf(room));
      await()
          .pollDelay(Duration.ZERO)
          .atMost(PATIENCE)
          .untilAsserted(() -> {
            waiting.removeIf(client -> client.has(room.id(), held));
            assertThat(waiting).isEmpty();
          });
    }
  }

  /// With nobody talking any more: what is stored is in order, every client has just that, what it
  /// was acknowledged is there once and in its order, and unread is arithmetic.
  void assertPromise() {
    awaitDelivery();
    for (var room : rooms) {
      var stored = room.stored();
      stored.assertGapless();
      for (var client : clientsOf(room)) {
        client.assertPushedInOrder();
        assertThat(client.of(room.id())).isEqualTo(stored.held());
        stored.assertOnceInOrder(client.said(room.id()));
      }
      for (var member : room.members()) {
        var view = member.get("conversations/" + room.id()).send().data();
        assertThat(view.get("unreadCount").asLong())
            .isEqualTo(stored.unread(member.id(), view.get("readSeq").asLong()));
      }
    }
  }

  private List<ClusterClient> clientsOf(Room room) {
    return clients.stream().filter(client -> room.members().contains(client.person())).toList();
  }

  /// Who is there, as the nodes say, as Redis shows, and as clients were told.
  void assertPresence() {
    var ids = present.stream().map(Person::id).collect(Collectors.toSet());
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> {
          var users = admin.get("ws/users").send().data().get("users");
          assertThat(users.valueStream().map(JsonNode::asString)).hasSameElementsAs(ids);
          assertThat(redis.keys("online_users:*")).hasSameElementsAs(keys("online_users:", ids));
          assertThat(redis.keys("user_rooms:*")).hasSameElementsAs(keys("user_rooms:", ids));
          for (var room : rooms) {
            var viewers =
                present.stream().filter(p -> viewed(p).contains(room.id())).map(Person::id);
            assertThat(redis.smembers("conversation_participants:" + room.id()))
                .hasSameElementsAs(viewers.toList());
          }
          for (var client : clients) {
            if (present.contains(client.person())) {
              assertThat(client.statuses())
                  .allSatisfy((id, online) ->
                      assertThat(online).as("what is told of " + id).isEqualTo(ids.contains(id)));
            }
          }
        });
  }

  private static List<String> keys(String prefix, Collection<String> ids) {
    return ids.stream().map(prefix::concat).toList();
  }

  /// The first of the people go.
  void leave(int howMany) {
    var leaving = people.subList(0, howMany);
    present.removeAll(leaving);
    clients.stream().filter(c -> leaving.contains(c.person())).forEach(ClusterClient::close);
  }

  @Override
  public void close() {
    talkers.shutdownNow();
    clients.forEach(ClusterClient::close);
    client.shutdown();
  }
}
