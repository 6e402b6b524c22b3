package dev.parley.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// `kill -9` while 64 write everything there is to write: what was answered has happened, what was
/// not has happened or not, and the counts are those of what is there.
@Tag("long")
final class MixedKillTest {
  private static final int PEOPLE = 8;
  private static final int WORKERS = 64;
  private static final String DELETED = "(deleted)";
  private static final Map<String, String> SETTINGS = Map.of("PARLEY_LIMITS_ENABLED", "false");

  @TempDir private Path folder;

  @RepeatedTest(3)
  void whatWasAnsweredHasHappened() throws InterruptedException {
    var data = folder.resolve("data");
    List<Person> people;
    Person guest;
    String group;
    List<Worker> workers;
    try (var server = Child.serving(folder, data, SETTINGS)) {
      var api = server.api();
      people = IntStream.range(0, PEOPLE).mapToObj(i -> api.person("p" + i)).toList();
      guest = api.person("guest");
      group = people.getFirst().group("All", people.subList(1, PEOPLE).toArray(Person[]::new));
      var enough = new CountDownLatch(new Random().nextInt(100, 2_000));
      workers =
          IntStream.range(0, WORKERS)
              .mapToObj(i -> new Worker(i, people.get(i % PEOPLE), guest, group, enough))
              .toList();
      var threads = workers.stream().map(Thread::startVirtualThread).toList();
      enough.await();
      server.kill();
      for (var thread : threads) {
        thread.join();
      }
    }

    try (var server = Child.serving(folder, data, SETTINGS)) {
      var there = people.stream().map(person -> person.at(server.api())).toList();
      var stored = StoredConversation.read(there.getFirst(), group);
      assertLogIsWhole(stored);
      var byId = stored.entries().stream().collect(Collectors.toMap(MixedKillTest::id, e -> e));
      workers.forEach(worker -> worker.assertHappened(byId));
      assertMarksAndCounts(there, group, stored, workers);
      assertMembership(there.getFirst(), group, guest, workers.getFirst());
    }
  }

  private static String id(JsonNode entry) {
    return entry.get("id").asString();
  }

  private static void assertLogIsWhole(StoredConversation stored) {
    stored.assertGapless();
    assertThat(stored.entries()).extracting(entry -> entry.get("rev").asLong()).isSorted();
    assertThat(stored.entries())
        .extracting(entry -> entry.get("rev").asLong())
        .doesNotHaveDuplicates();
    assertThat(stored.entries().stream().filter(entry -> entry.has("clientMessageId")))
        .extracting(entry -> entry.get("clientMessageId").asString())
        .doesNotHaveDuplicates();
  }

  private static void assertMarksAndCounts(
      List<Person> people, String group, StoredConversation stored, List<Worker> workers) {
    for (var i = 0; i < PEOPLE; i++) {
      var person = people.get(i);
      var view = person.get("conversations/" + group).send().data();
      var mark = view.get("readSeq").asLong();
      var own = i;
      var answered =
          workers.stream().filter(each -> each.number % PEOPLE == own).mapToLong(each -> each.mark);
      assertThat(mark).isGreaterThanOrEqualTo(answered.max().orElseThrow());
      assertThat(view.get("unreadCount").asLong()).isEqualTo(stored.unread(person.id(), mark));
    }
  }

  private static void assertMembership(Person owner, String group, Person guest, Worker host) {
    var members = owner.get("conversations/" + group).send().data().get("members");
    var isThere = members.valueStream().anyMatch(member -> id(member).equals(guest.id()));
    assertThat(isThere).isIn(host.guestMayBe());
  }

  private record Message(String id, long seq, String text) {}

  /// Writes one thing after the other, until nobody answers.
  private static final class Worker implements Runnable {
    private final int number;
    private final Person person;
    private final Person guest;
    private final String group;
    private final CountDownLatch enough;
    private final Random random = new Random();

    /// What each of its messages may say now: one thing, or two for the last one when nobody
    /// answered.
    private final Map<Message, List<String>> said = new HashMap<>();

    private final List<String> unexpected = new ArrayList<>();
    private long mark;
    private List<Boolean> guestMayBe = List.of(false);

    Worker(int number, Person person, Person guest, String group, CountDownLatch enough) {
      this.number = number;
      this.person = person;
      this.guest = guest;
      this.group = group;
      this.enough = enough;
    }

    List<Boolean> guestMayBe() {
      return guestMayBe;
    }

    @Override
    public void run() {
      try {
        for (var n = 0; true; n++) {
          var message = say(n);
          switch (random.nextInt(4)) {
            case 0 -> edit(message, number + ": edited " + n);
            case 1 -> delete(message);
            case 2 -> read(message.seq());
            default -> {
              if (number == 0) {
                invite(!guestMayBe.getFirst());
              }
            }
          }
        }
      } catch (RuntimeException killed) {
        enough.countDown(); // nobody answers any more
      }
    }

    private Message say(int n) {
      var text = number + ": " + n;
      var body = Map.of("conversationId", group, "text", text, "clientMessageId", number + "-" + n);
      var answer = answered(person.post("messages").send(body), 201).data();
      var message = new Message(id(answer), answer.get("seq").asLong(), text);
      said.put(message, List.of(text));
      return message;
    }

    private void edit(Message message, String text) {
      said.put(message, List.of(message.text(), text));
      answered(person.put("messages/" + message.id()).send(Map.of("text", text)), 200);
      said.put(message, List.of(text));
    }

    private void delete(Message message) {
      said.put(message, List.of(message.text(), DELETED));
      answered(person.delete("messages/" + message.id()).send(), 200);
      said.put(message, List.of(DELETED));
    }

    private void read(long seq) {
      answered(person.post("conversations/" + group + "/read").send(Map.of("seq", seq)), 200);
      mark = Math.max(mark, seq);
    }

    private void invite(boolean in) {
      guestMayBe = List.of(!in, in);
      var path = "conversations/" + group + "/user";
      var body = Map.of("userId", guest.id());
      answered((in ? person.post(path) : person.delete(path)).send(body), 200);
      guestMayBe = List.of(in);
    }

    private Api.Answer answered(Api.Answer answer, int status) {
      if (answer.status() != status) {
        unexpected.add(answer.status() + " " + answer.text());
      }
      enough.countDown();
      return answer;
    }

    void assertHappened(Map<String, JsonNode> stored) {
      assertThat(unexpected).isEmpty();
      said.forEach((message, may) -> {
        var entry = stored.get(message.id());
        assertThat(entry).isNotNull();
        assertThat(entry.get("seq").asLong()).isEqualTo(message.seq());
        var says = entry.has("deletedAt") ? DELETED : entry.get("text").asString();
        assertThat(says).isIn(may);
      });
    }
  }
}
