package dev.parley.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.chat.Entry;
import dev.parley.chat.EntryLog.Scope;
import dev.parley.chat.Pins;
import dev.parley.chat.Reactions;
import dev.parley.chat.Refused;
import dev.parley.chat.User;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// A client that comes and goes, behind on anything, ends with exactly what the store has.
class SyncTest {
  private ChatServer chat;
  private List<User> people;
  private User me;
  private List<String> conversations;
  private Reactions reactions;
  private Pins pins;

  @BeforeEach
  void start(@TempDir Path folder) {
    chat = new ChatServer(folder);
    people = chat.users(4);
    me = people.getLast();
    conversations =
        List.of(
            chat.group(people.getFirst(), people.get(1), people.get(2), me),
            chat.group(people.getFirst(), people.get(1)),
            chat.direct(people.getFirst(), me));
    reactions = new Reactions(chat.messages, chat.time);
    pins = new Pins(chat.store.entryLog(), chat.messages, chat.rosters, chat.time);
  }

  @AfterEach
  void stop() {
    chat.close();
  }

  @Test
  void aRandomHistoryEndsAsTheStoreHasIt() {
    randomHistory(150);
  }

  @Tag("long")
  @RepeatedTest(50)
  void everyRandomHistoryEndsAsTheStoreHasIt() {
    randomHistory(300);
  }

  private void randomHistory(int steps) {
    var seed = new Random().nextLong();
    System.out.println("a history of seed " + seed);
    var random = new Random(seed);
    var client = new SyncingClient(chat, me, conversations, 1 + random.nextInt(7));
    for (var step = 0; step < steps; step++) {
      chat.time.move(Duration.ofMillis(random.nextInt(3)));
      switch (random.nextInt(12)) {
        case 0 -> client.goOnline();
        case 1 -> client.goOffline();
        case 2 -> client.handlePushes();
        default -> act(random);
      }
    }
    client.goOffline();
    client.goOnline();
    assertUpToDate(client, "seed " + seed);
  }

  @Test
  void pagesTakenWhileOthersWriteEndAsTheStoreHasIt() throws Exception {
    writersWrite();
  }

  @Tag("long")
  @RepeatedTest(50)
  void pagesTakenWhileOthersWriteEndAsTheStoreHasItEveryTime() throws Exception {
    writersWrite();
  }

  private void writersWrite() throws Exception {
    var client = new SyncingClient(chat, me, conversations, 3);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var writing = new ArrayList<Future<?>>();
      for (var writer = 0; writer < 4; writer++) {
        var random = new Random(writer);
        writing.add(
            threads.submit(() -> {
              for (var i = 0; i < 40; i++) {
                act(random);
              }
            }));
      }
      while (writing.stream().anyMatch(one -> !one.isDone())) {
        client.goOnline();
        client.handlePushes();
        client.goOffline();
      }
      for (var one : writing) {
        one.get();
      }
    }
    client.goOnline();
    assertUpToDate(client, "");
  }

  /// Somebody does something; what is not allowed changes nothing.
  private void act(Random random) {
    var conversation = conversations.get(random.nextInt(conversations.size()));
    var who = people.get(random.nextInt(people.size()));
    try {
      switch (random.nextInt(12)) {
        case 0 -> chat.groups.add(people.getFirst().id(), conversation, who.id());
        case 1 -> chat.groups.remove(people.getFirst().id(), conversation, who.id());
        case 2 -> chat.groups.rename(who.id(), conversation, "Name " + random.nextInt(100));
        case 3 -> chat.messages.edit(who.id(), any(random, conversation), "edited");
        case 4 -> chat.messages.delete(who.id(), any(random, conversation));
        case 5, 6 -> react(random, who, any(random, conversation));
        case 7 -> pins.pin(who.id(), any(random, conversation), random.nextBoolean());
        default -> chat.send(who, conversation, "text " + random.nextInt());
      }
    } catch (Refused refused) {
      assertThat(refused.refusal().name()).isNotEqualTo("UNAVAILABLE");
    }
  }

  private void react(Random random, User who, String message) {
    reactions.react(who.id(), message, random.nextBoolean() ? "👍" : "❤️", random.nextBoolean());
  }

  private String any(Random random, String conversation) {
    var all = all(conversation);
    return all.isEmpty() ? "f".repeat(24) : all.get(random.nextInt(all.size())).id();
  }

  private List<Entry> all(String conversation) {
    return chat.store.entryLog().newer(conversation, 0, Integer.MAX_VALUE, Scope.ALL);
  }

  private void assertUpToDate(SyncingClient client, String when) {
    for (var conversation : conversations) {
      var member = chat.store.conversations().roster(conversation).contains(me.id());
      assertThat(client.known().contains(conversation)).as(when).isEqualTo(member);
      assertThat(client.of(conversation))
          .as(when)
          .isEqualTo(member ? stored(conversation) : Map.of());
    }
  }

  private Map<Long, JsonNode> stored(String conversation) {
    var stored = new TreeMap<Long, JsonNode>();
    for (var entry : all(conversation)) {
      stored.put(entry.seq(), Json.mapper().readTree(Json.text(chat.views.message(entry))));
    }
    return stored;
  }

  @Test
  void aCursorBeyondTheHeadIsBegunAnewAndAnUnknownOneIsGone() {
    for (var i = 1; i <= 25; i++) {
      chat.send(me, conversations.getFirst(), "text " + i);
    }
    var socket = chat.connect(me);
    var unknown = "e".repeat(24);

    var answer =
        socket
            .call(
                "sync",
                Json.text(
                    Map.of(
                        "cursors",
                        Map.of(
                            conversations.getFirst(), 99, unknown, 3, conversations.getLast(), 0))))
            .get("data");

    assertThat(answer.get("reset").toString()).isEqualTo("[\"" + conversations.getFirst() + "\"]");
    assertThat(answer.get("gone").toString()).isEqualTo("[\"" + unknown + "\"]");
    assertThat(answer.get("changes")).hasSize(20);
    assertThat(answer.get("changes").get(0).get("seq").asInt()).isEqualTo(6);
    assertThat(answer.get("cursors").get(conversations.getFirst()).asInt()).isEqualTo(25);
  }
}
