package dev.parley.server;

import static dev.parley.server.Patience.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/// People who are added to groups and removed from them, leave, and begin new ones, over REST and
/// whatever goes wrong: what comes of each the database knows.
final class MemberChanges implements AutoCloseable {
  /// A group and who never leaves it.
  private record Group(String id, Person owner) {}

  private final Random random = new Random();
  private final List<Person> people;
  private final StoredRooms rooms;
  private final List<Group> groups = new CopyOnWriteArrayList<>();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Queue<Throwable> defects = new ConcurrentLinkedQueue<>();

  /// @param rooms gets to know the groups
  MemberChanges(List<Person> people, StoredRooms rooms) {
    this.people = people;
    this.rooms = rooms;
  }

  /// Its members change from now on.
  void take(String groupId, Person owner) {
    rooms.take(groupId, owner);
    groups.add(new Group(groupId, owner));
  }

  /// One more, at random. Returns at once.
  void one() {
    var kind = random.nextInt(8);
    var person = someone();
    threads.execute(() -> {
      try {
        change(kind, person);
      } catch (UncheckedIOException gone) {
        // the node died
      } catch (Throwable e) {
        defects.add(e);
      }
    });
  }

  private void change(int kind, Person person) {
    var group = groups.get(random.nextInt(groups.size()));
    var path = "conversations/" + group.id() + "/user";
    var owner = group.owner();
    switch (kind) {
      case 0, 1, 2 -> check(owner.post(path).send(Map.of("userId", person.id())));
      case 3, 4 ->
          withMember(group, member -> owner.delete(path).send(Map.of("userId", member.id())));
      case 5 -> withMember(group, member -> member.put(path).send());
      case 6 -> begin(person);
      default -> {
        var other = someone();
        if (!other.equals(person)) {
          check(create(person, Map.of("type", "direct", "userIds", List.of(other.id()))));
        }
      }
    }
  }

  /// With anybody but the owner, if there is somebody.
  private void withMember(Group group, Function<Person, Api.Answer> what) {
    var found = group.owner().get("conversations/" + group.id()).send();
    check(found);
    var members = found.json().at("/data/members");
    var ids = members.valueStream().map(member -> member.get("id").asString()).toList();
    var others =
        people.stream().filter(p -> ids.contains(p.id()) && !p.equals(group.owner())).toList();
    if (!others.isEmpty()) {
      check(what.apply(others.get(random.nextInt(others.size()))));
    }
  }

  private void begin(Person owner) {
    var others = new ArrayList<String>();
    while (others.size() < 3) {
      var other = someone();
      if (!other.equals(owner) && !others.contains(other.id())) {
        others.add(other.id());
      }
    }
    var begun = create(owner, Map.of("type", "group", "name", "begun", "userIds", others));
    if (begun.status() == 201) {
      take(begun.data().get("id").asString(), owner);
    } else {
      check(begun);
    }
  }

  private static Api.Answer create(Person person, Map<String, Object> conversation) {
    return person.post("conversations").send(conversation);
  }

  /// Refusals are answers too: of whom is no longer there, or while something is away.
  private static void check(Api.Answer answer) {
    assertThat(answer.status()).as(answer.text()).isIn(200, 201, 403, 404, 409, 503);
  }

  private Person someone() {
    return people.get(random.nextInt(people.size()));
  }

  /// None is under way any more.
  void end() throws InterruptedException {
    threads.shutdown();
    assertThat(threads.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    assertThat(defects).isEmpty();
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
