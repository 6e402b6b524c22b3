package dev.parley.gateway;

import static dev.parley.gateway.TestSocket.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.chat.User;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a large group costs when its members come and go, and who had what.
class PresenceTest {
  private static final int VIEWING = 60;

  private ChatServer chat;

  @BeforeEach
  void start(@TempDir Path folder) {
    chat = new ChatServer(folder);
  }

  @AfterEach
  void stop() {
    chat.close();
  }

  @Test
  void manyWhoComeBackAreFewEventsForThoseWhoViewTheGroup() {
    var people = chat.users(160);
    var owner = chat.user("owner");
    var group = chat.group(owner, people.toArray(User[]::new));
    var viewers = people.subList(0, VIEWING).stream().map(chat::connect).toList();
    var join = "{\"conversation_id\":\"" + group + "\"}";
    viewers.forEach(viewer -> viewer.call("join_conversation", join));

    var coming = people.subList(VIEWING, people.size());
    coming.forEach(chat::connect);

    chat.time.move(Duration.ofSeconds(2));

    var ids = coming.stream().map(User::id).toList();
    await().until(() -> viewers.stream().allMatch(viewer -> told(viewer).containsAll(ids)));
    // One before the two seconds and one after. One at a time it would have been 60 × 100.
    assertThat(viewers.stream().mapToInt(PresenceTest::pushes).sum())
        .isLessThanOrEqualTo(VIEWING * 2);
  }

  /// One at a time it would have been a million.
  @Test
  @Tag("long")
  void aThousandWhoComeBackAreThousandsOfEvents() {
    var people = chat.users(1_000);
    var owner = people.getFirst();
    var others = people.subList(1, 1_000);
    var group = chat.group(owner, others.toArray(User[]::new));
    var join = "{\"conversation_id\":\"" + group + "\"}";
    var watching = chat.connect(owner);
    watching.call("join_conversation", join);

    var sockets = new ArrayList<TestSocket>();
    for (var user : others) {
      var socket = chat.connect(user);
      socket.call("join_conversation", join);
      sockets.add(socket);
      if (sockets.size() % 200 == 0) {
        chat.time.move(Duration.ofSeconds(2));
      }
    }

    chat.time.move(Duration.ofSeconds(2));

    var ids = others.stream().map(User::id).toList();
    await().until(() -> told(watching).containsAll(ids));
    sockets.forEach(TestSocket::settle);
    assertThat(sockets.stream().mapToInt(PresenceTest::pushes).sum()).isLessThan(10_000);
    assertThat(watching.events("user_joined", 999)).hasSize(999);
  }

  /// Whose status a socket was told.
  private static Set<String> told(TestSocket socket) {
    var users = new HashSet<String>();
    socket
        .events("friend_status_changed")
        .forEach(status -> users.add(status.get("user_id").asString()));
    socket
        .events("presence_changed")
        .forEach(batch ->
            batch.get("statuses").forEach(status -> users.add(status.get("user_id").asString())));
    return users;
  }

  private static int pushes(TestSocket socket) {
    return socket.events("friend_status_changed").size() + socket.events("presence_changed").size();
  }

  @Test
  void aBatchNamesTheGroupAndEachOnesStatus() {
    var people = chat.users(101);
    var group = chat.group(people.getFirst(), people.subList(1, 101).toArray(User[]::new));
    var viewer = chat.connect(people.getFirst());
    viewer.call("join_conversation", "{\"conversation_id\":\"" + group + "\"}");
    var elsewhere = chat.connect(people.get(1));
    chat.time.move(Duration.ofSeconds(2));
    chat.connect(people.get(2));
    var outsider = chat.user("outsider");
    chat.connect(outsider);
    chat.connect(people.get(3));
    await()
        .until(() -> {
          chat.time.move(Duration.ofSeconds(2));
          return told(viewer).contains(people.get(3).id());
        });

    for (var batch : viewer.events("presence_changed", 1)) {
      assertThat(batch.get("conversation_id").asString()).isEqualTo(group);
      assertThat(batch.get("statuses").size()).isGreaterThan(1);
      assertThat(batch.get("statuses").get(0).propertyNames())
          .containsExactly("user_id", "status", "timestamp");
    }
    assertThat(told(viewer)).doesNotContain(outsider.id());
    elsewhere.settle();
    assertThat(told(elsewhere)).isEmpty();
  }

  @Test
  void whoGoesIsSeenLastWhenTheyWent() {
    var ada = chat.user("ada");
    var bob = chat.user("bob");
    chat.direct(ada, bob);
    var adas = chat.connect(ada);
    var bobs = chat.connect(bob);
    adas.event("friend_status_changed");
    bobs.close();
    await().until(() -> !chat.presence.onlineHere().contains(bob.id()));

    chat.time.move(Duration.ofSeconds(2));

    var gone = adas.events("friend_status_changed", 2).getLast();
    assertThat(gone.get("status").asString()).isEqualTo("offline");
    assertThat(chat.lastSeen.of(List.of(ada.id(), bob.id())))
        .containsOnlyKeys(bob.id())
        .containsValue(chat.time.instant());
  }

  @Test
  void whoIsHereWhenTheServerStopsIsSeenThen() {
    var ada = chat.user("ada");
    chat.connect(ada);
    await().until(() -> chat.presence.isOnline(ada.id()));

    chat.lastSeen.close();

    assertThat(chat.store.lastSeen().seen(List.of(ada.id())))
        .containsEntry(ada.id(), chat.time.instant());
  }

  @Test
  void othersHearOnceASecondHowFarSomebodyHasReceivedAndTheLastPlace() {
    var ada = chat.user("ada");
    var bob = chat.user("bob");
    var conversation = chat.direct(ada, bob);
    for (var i = 0; i < 5; i++) {
      chat.send(ada, conversation, "text " + i);
    }
    var adas = chat.connect(ada);
    var bobs = chat.connect(bob);

    for (var seq : List.of(1, 2, 2, 1, 3, 99, 100)) {
      var ack =
          bobs.call(
              "mark_delivered",
              "{\"conversation_id\":\"%s\",\"seq\":%d}".formatted(conversation, seq));
      assertThat(ack.get("success").asBoolean()).isTrue();
    }
    adas.event("conversation_delivered");
    chat.settle(conversation);
    chat.time.move(Duration.ofSeconds(1));

    var heard = adas.events("conversation_delivered", 2);
    assertThat(heard).extracting(one -> one.get("seq").asLong()).containsExactly(1L, 5L);
    assertThat(heard.getFirst().toString())
        .isEqualTo(
            "{\"conversation_id\":\"%s\",\"user_id\":\"%s\",\"seq\":1}"
                .formatted(conversation, bob.id()));
    bobs.settle();
    assertThat(bobs.events("conversation_delivered"))
        .extracting(one -> one.get("seq").asLong())
        .containsExactly(1L, 2L, 3L, 5L);
    await().until(() -> chat.store.receipts().marks(conversation).getLast().deliveredSeq() == 5);
  }
}
