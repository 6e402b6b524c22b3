package dev.parley.server;

import static dev.parley.server.Patience.PATIENCE;
import static dev.parley.server.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.RedisException;
import java.time.Duration;
import java.util.ArrayList;
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
  private static final List<String[]> TRANSPORTS =
      List.of(
          new String[] {"polling"},
          new String[] {"websocket"},
          new String[] {"polling", "websocket"});

  private final Random random = new Random();
  private volatile boolean changing = true;
  private final Person admin;
  private final List<Person> people = new ArrayList<>();
  private final Set<Person> present = new HashSet<>();

  /// The one that everybody is in, for good, and has open.
  private final String hall;

  private final MemberChanges members;
  private final List<ClusterClient> clients = new ArrayList<>();
  private final StoredRooms rooms = new StoredRooms(people, clients);
  private final ScheduledExecutorService talkers = Executors.newScheduledThreadPool(1);
  private final String redis;

  /// @param size how many people
  /// @param each how many clients each has
  ClusterRun(TestCluster cluster, int size, int each) {
    redis = cluster.redisUri();
    admin =
        cluster
            .api()
            .signIn(new Person(cluster.api(), "", "admin", "admin@parley.example", "", ""));
    for (int i = 0; i < size; i++) {
      people.add(cluster.api().person("member"));
    }
    present.addAll(people);
    members = new MemberChanges(people, rooms);
    hall = group(people);
    rooms.take(hall, people.getFirst());
    for (int i = 0; i < size; i += 10) {
      var ten = people.subList(i, Math.min(size, i + 10));
      members.take(group(ten), ten.getFirst());
    }
    for (int i = 0; i + 1 < size; i += 2) {
      var one = people.get(i);
      rooms.take(one.direct(people.get(i + 1)), one);
    }
    for (int i = 0; i < each * size; i++) {
      var transports = TRANSPORTS.get(i % TRANSPORTS.size());
      clients.add(
          new ClusterClient(cluster.api(), people.get(i / each), List.of(hall), transports));
    }
    awaitEverybody();
  }

  private static String group(List<Person> members) {
    var others = members.subList(1, members.size()).toArray(Person[]::new);
    return members.getFirst().group("together", others);
  }

  /// Everybody is connected and has conversations.
  private void awaitEverybody() {
    await()
        .until(
            () -> clients.stream().allMatch(c -> c.isConnected() && !c.conversations().isEmpty()));
  }

  /// Nobody changes what was said, which nodes of an earlier version might tell as new.
  ClusterRun withoutChanges() {
    changing = false;
    return this;
  }

  /// From now on somebody says something, so many times a second.
  void talk(int perSecond) {
    every(Duration.ofSeconds(1).dividedBy(perSecond), this::saySomething);
  }

  /// From now on people join and leave groups and begin conversations, one each time.
  void comeAndGo(Duration pause) {
    every(pause, members::one);
  }

  private void every(Duration pause, Runnable what) {
    var _ = talkers.scheduleAtFixedRate(what, 0, pause.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void saySomething() {
    var client = clients.get(random.nextInt(clients.size()));
    var theirs = client.conversations();
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
    assertThat(talkers.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    members.end();
    await().until(() -> clients.stream().allMatch(ClusterClient::isDone));
  }

  /// Waits until so many more messages have been acknowledged.
  void talkOn(int messages) {
    var enough = acknowledged() + messages;
    await().until(() -> acknowledged() >= enough);
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
    rooms.awaitDelivery();
  }

  /// With nobody talking any more: see [StoredRooms#assertPromise].
  void assertPromise() {
    rooms.assertPromise();
  }

  /// Who is there, as the nodes say, as Redis shows, and as clients were told.
  void assertPresence() {
    var ids = present.stream().map(Person::id).collect(Collectors.toSet());
    try (var keys = PresenceKeys.at(redis)) {
      await()
          .ignoreExceptionsInstanceOf(RedisException.class)
          .untilAsserted(() -> {
            var users = StoredConversation.answer(admin, "ws/users").data().get("users");
            assertThat(users.valueStream().map(JsonNode::asString)).hasSameElementsAs(ids);
            keys.assertShow(ids, hall);
            var staying = clients.stream().filter(c -> present.contains(c.person())).toList();
            staying.forEach(client -> assertTold(client, ids));
            people.stream()
                .filter(person -> !present.contains(person))
                .forEach(gone -> assertThat(staying).anyMatch(c -> wasToldOf(c, gone)));
          });
    }
  }

  /// Since it was connected last.
  private static boolean wasToldOf(ClusterClient client, Person gone) {
    return client.statuses().containsKey(gone.id());
  }

  private static void assertTold(ClusterClient client, Set<String> ids) {
    assertThat(client.statuses())
        .allSatisfy((id, online) ->
            assertThat(online).as("what is told of " + id).isEqualTo(ids.contains(id)));
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
    members.close();
    clients.forEach(ClusterClient::close);
  }
}
