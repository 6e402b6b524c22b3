package dev.parley.gateway;

import static dev.parley.gateway.TestSocket.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.chat.Accounts;
import dev.parley.chat.MemberRole;
import dev.parley.chat.Messages;
import dev.parley.chat.User;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// What connected sockets are told, and in which order.
class DeliveriesTest {
  private ChatServer chat;
  private User ada;
  private User bob;
  private User eve;

  @BeforeEach
  void start(@TempDir Path folder) {
    chat = new ChatServer(folder);
    ada = chat.user("ada");
    bob = chat.user("bob");
    eve = chat.user("eve");
  }

  @AfterEach
  void stop() {
    chat.close();
  }

  @Test
  void entriesOfSixtyFourSendersReachEverySocketInCommitOrderOnce() throws Exception {
    var group = chat.group(ada, bob, eve);
    var sockets = List.of(chat.connect(ada), chat.connect(bob), chat.connect(eve));
    var senders = List.of(ada, bob, eve);

    atOnce(
        IntStream.range(0, 64)
            .<Callable<Object>>mapToObj(i ->
                () -> {
                  for (int n = 0; n < 10; n++) {
                    chat.send(senders.get(i % 3), group, i + ":" + n);
                  }
                  return i;
                })
            .toList());

    var all = LongStream.rangeClosed(1, 640).boxed().toList();
    for (var socket : sockets) {
      assertThat(socket.events("new_message", 640))
          .extracting(message -> message.get("seq").asLong())
          .isEqualTo(all);
    }
  }

  @Test
  void twentyRacingSendsOfOneClientMessageIdAreDeliveredOnce() throws Exception {
    var conversation = chat.direct(ada, bob);
    var bobs = chat.connect(bob);

    var answers =
        atOnce(
            IntStream.range(0, 20)
                .<Callable<Messages.Sent>>mapToObj(
                    i -> () -> chat.send(ada, conversation, "text " + i, "same"))
                .toList());
    chat.send(ada, conversation, "last");

    assertThat(answers)
        .extracting(sent -> sent.entry().id())
        .containsOnly(answers.getFirst().entry().id());
    assertThat(answers).filteredOn(sent -> !sent.repeated()).hasSize(1);
    assertThat(bobs.events("new_message", 2))
        .extracting(DeliveriesTest::seq)
        .containsExactly(1L, 2L);
  }

  @Test
  void whoIsRemovedGetsNothingThatCameAfter() throws Exception {
    removedWhileOthersWrite();
  }

  @Tag("long")
  @RepeatedTest(50)
  void whoIsRemovedNeverGetsWhatCameAfter() throws Exception {
    removedWhileOthersWrite();
  }

  private void removedWhileOthersWrite() throws Exception {
    var group = chat.group(ada, bob, eve);
    var eves = chat.connect(eve);
    var bobs = chat.connect(bob);
    var sending =
        IntStream.range(0, 16)
            .<Callable<Object>>mapToObj(i ->
                () -> {
                  for (int n = 0; n < 20; n++) {
                    chat.send(bob, group, i + ":" + n);
                  }
                  return i;
                })
            .toList();
    Callable<Object> removing =
        () -> {
          await().until(() -> eves.events("new_message").size() > 20);
          chat.groups.remove(ada.id(), group, eve.id());
          return eve;
        };

    atOnce(
        java.util.stream.Stream.concat(sending.stream(), java.util.stream.Stream.of(removing))
            .toList());

    bobs.events("new_message", 320);
    var removal = bobs.event("new_notice").get("seq").asLong();
    eves.event("participant_removed");
    eves.settle();
    assertThat(eves.events("new_message")).isNotEmpty().allMatch(message -> seq(message) < removal);
    assertThat(eves.events("new_notice")).isEmpty();
    assertThat(eves.packets().getLast()).doesNotContain("new_message");
  }

  @Test
  void whoIsRemovedViewsItNoMore() {
    var group = chat.group(ada, bob, eve);
    var eves = chat.connect(eve);
    var bobs = chat.connect(bob);
    eves.call("join_conversation", "{\"conversation_id\":\"" + group + "\"}");
    bobs.call("join_conversation", "{\"conversation_id\":\"" + group + "\"}");

    chat.groups.remove(ada.id(), group, eve.id());

    bobs.event("user_left");
    assertThat(chat.presence.viewers(group)).containsExactly(bob.id());
  }

  @Test
  void aNewConversationIsToldToEachAsTheirOwnListShowsIt() {
    var adas = chat.connect(ada);
    var bobs = chat.connect(bob);

    var direct = chat.direct(ada, bob);

    var toAda = adas.event("conversation_created");
    assertThat(toAda.get("id").asString()).isEqualTo(direct);
    assertThat(toAda.get("name").asString()).isEqualTo("bob");
    assertThat(toAda.get("otherUserId").asString()).isEqualTo(bob.id());
    assertThat(bobs.event("conversation_created").get("name").asString()).isEqualTo("ada");
  }

  @Test
  void whoIsAddedLearnsOfTheConversationBeforeItsNotice() {
    var group = chat.group(ada, bob);
    chat.settle(group);
    var eves = chat.connect(eve);
    var bobs = chat.connect(bob);

    chat.groups.add(ada.id(), group, eve.id());

    eves.event("new_notice");
    assertThat(
            eves.packets().stream()
                .filter(packet -> packet.startsWith("2["))
                .map(DeliveriesTest::name))
        .containsExactly("conversation_created", "participant_added", "new_notice");
    assertThat(bobs.event("participant_added").toString())
        .isEqualTo(
            "{\"conversation_id\":\"%s\",\"user_id\":\"%s\",\"role\":\"member\"}"
                .formatted(group, eve.id()));
    assertThat(bobs.event("new_notice").get("notice").toString())
        .isEqualTo("{\"type\":\"member_added\",\"userIds\":[\"" + eve.id() + "\"]}");
    assertThat(bobs.events("conversation_created")).isEmpty();
  }

  @Test
  void aRenamedGroupIsUpdatedInEveryList() {
    var group = chat.group(ada, bob);
    var bobs = chat.connect(bob);

    chat.groups.rename(ada.id(), group, "Friends");

    assertThat(bobs.event("conversation_updated").get("name").asString()).isEqualTo("Friends");
    assertThat(bobs.event("new_notice").get("notice").toString())
        .isEqualTo("{\"type\":\"renamed\",\"name\":\"Friends\"}");
  }

  @Test
  void whenTheOwnerLeavesTheOthersLearnWhoOwnsIt() {
    var group = chat.group(ada, bob, eve);
    chat.groups.setRole(ada.id(), group, eve.id(), MemberRole.ADMIN);
    chat.settle(group);
    var bobs = chat.connect(bob);

    chat.groups.leave(ada.id(), group);

    assertThat(bobs.event("participant_removed").get("user_id").asString()).isEqualTo(ada.id());
    assertThat(bobs.event("conversation_updated").get("ownerId").asString()).isEqualTo(eve.id());
  }

  @Test
  void aDeletedGroupIsToldToAllWhoWereIn() {
    var group = chat.group(ada, bob);
    var adas = chat.connect(ada);
    var bobs = chat.connect(bob);
    bobs.call("join_conversation", "{\"conversation_id\":\"" + group + "\"}");

    chat.groups.delete(ada.id(), group);

    var view = "{\"conversation_id\":\"" + group + "\"}";
    assertThat(adas.event("conversation_deleted").toString()).isEqualTo(view);
    assertThat(bobs.event("conversation_deleted").toString()).isEqualTo(view);
    await().until(() -> chat.presence.viewers(group).isEmpty());
  }

  @Test
  void settingsAreToldToOnesOwnDevicesAlone() {
    var conversation = chat.direct(ada, bob);
    var adas = chat.connect(ada);
    var bobs = chat.connect(bob);

    chat.groups.delete(ada.id(), conversation);

    assertThat(adas.event("conversation_updated").get("archived").asBoolean()).isTrue();
    bobs.settle();
    assertThat(bobs.events("conversation_updated")).isEmpty();
  }

  @Test
  void othersHearOfAReaderOnceASecondAndOfTheLastMark() {
    var conversation = chat.direct(ada, bob);
    for (int i = 0; i < 5; i++) {
      chat.send(ada, conversation, "text " + i);
    }
    var adas = chat.connect(ada);
    var bobs = chat.connect(bob);

    for (long seq = 1; seq <= 5; seq++) {
      chat.marks.read(bob.id(), conversation, seq);
    }
    adas.event("conversation_read");
    chat.settle(conversation);
    chat.time.move(Duration.ofSeconds(1));

    assertThat(adas.events("conversation_read", 2))
        .extracting(DeliveriesTest::seq)
        .containsExactly(1L, 5L);
    bobs.settle();
    assertThat(bobs.events("conversation_read"))
        .extracting(read -> read.get("unreadCount").asLong())
        .containsExactly(4L, 3L, 2L, 1L, 0L);
  }

  @Test
  void inAGroupOfMoreThanFiftyNobodyElseHearsOfAReader() {
    var many = chat.users(50).toArray(User[]::new);
    var group = chat.group(ada, many);
    chat.send(ada, group, "hi");
    chat.settle(group);
    var adas = chat.connect(ada);
    var readers = chat.connect(many[0]);

    chat.marks.read(many[0].id(), group, 1L);
    readers.event("conversation_read");
    chat.send(ada, group, "next");

    adas.event("new_message");
    assertThat(adas.events("conversation_read")).isEmpty();
  }

  @Test
  void aMessageNamesItsSenderAsTheyAreCalledNow() {
    var conversation = chat.direct(ada, bob);
    var bobs = chat.connect(bob);
    chat.send(ada, conversation, "hi");
    bobs.event("new_message");

    chat.accounts.change(ada.id(), null, new Accounts.ProfileChange("lovelace", null, null, null));
    chat.send(ada, conversation, "ho");

    assertThat(bobs.events("new_message", 2))
        .extracting(message -> message.get("senderName").asString())
        .containsExactly("ada", "lovelace");
  }

  private static long seq(JsonNode view) {
    return view.get("seq").asLong();
  }

  /// The name of the event in a packet.
  private static String name(String packet) {
    return packet.substring(packet.indexOf('"') + 1, packet.indexOf("\","));
  }

  private static <T> List<T> atOnce(List<Callable<T>> tasks) throws Exception {
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      var running = executor.invokeAll(tasks);
      var results = new ArrayList<T>();
      for (Future<T> each : running) {
        results.add(each.get());
      }
      return results;
    }
  }
}
