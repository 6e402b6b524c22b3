package dev.parley.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.store.Race;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/// What people do at the same moment, some by REST and some by socket: each once in short, and
/// fifty times when long tests are asked for.
@ExtendWith(ServerExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RacesTest {
  private static final int TIMES = 50;
  private static final List<String> EMOJI =
      List.of("👍", "❤️", "😂", "😮", "😢", "🙏", "🔥", "🎉", "👀", "🚀");

  private final Api api;
  private Person ada;
  private Person bob;
  private Person cleo;
  private final List<TestSocket> adas = new ArrayList<>();
  private final List<TestSocket> bobs = new ArrayList<>();

  RacesTest(Api api) {
    this.api = api;
  }

  @BeforeAll
  void meet() {
    ada = api.person("ada");
    bob = api.person("bob");
    cleo = api.person("cleo");
    for (var i = 0; i < 10; i++) {
      adas.add(ada.socket());
      bobs.add(bob.socket());
    }
  }

  @AfterAll
  void leave() {
    adas.forEach(TestSocket::close);
    bobs.forEach(TestSocket::close);
  }

  /// Answers the events of a name that are about a conversation, up to the ones there are when a
  /// later event of the same user has come.
  private static List<JsonNode> told(TestSocket socket, String event, String conversation) {
    socket.call("heartbeat", Map.of());
    var prefix = "42[\"" + event + "\"";
    return socket.seen().stream()
        .filter(packet -> packet.startsWith(prefix) && packet.contains(conversation))
        .map(TestSocket::payload)
        .toList();
  }

  @Test
  void twoPeopleWhoWriteToEachOtherAtOnceHaveOneConversation() {
    beginFromBothSides();
  }

  @Tag("long")
  @RepeatedTest(TIMES)
  void twoPeopleWhoWriteToEachOtherAtOnceAlwaysHaveOneConversation() {
    beginFromBothSides();
  }

  private void beginFromBothSides() {
    var one = api.person("one");
    var other = api.person("other");

    var answers =
        Race.run(
            8,
            i -> {
              var me = i % 2 == 0 ? one : other;
              var you = i % 2 == 0 ? other : one;
              return i < 4
                  ? me.post("messages").send(Map.of("receiverId", you.id(), "text", "hello " + i))
                  : me.post("conversations")
                      .send(Map.of("type", "direct", "userIds", List.of(you.id())));
            });

    assertThat(answers.subList(0, 4)).extracting(Api.Answer::status).containsOnly(201);
    assertThat(answers.subList(4, 8)).extracting(Api.Answer::status).containsAnyOf(200, 201);
    var id = answers.getFirst().data().get("conversationId").asString();
    assertThat(answers.subList(4, 8))
        .extracting(answer -> answer.data().get("id").asString())
        .containsOnly(id);
    for (var person : List.of(one, other)) {
      var direct = person.get("conversations").send().data().get("direct");
      assertThat(direct).hasSize(1);
      assertThat(direct.get(0).get("lastSeq").asInt()).isEqualTo(4);
      assertThat(direct.get(0).get("unreadCount").asInt()).isEqualTo(2);
    }
  }

  @Test
  void theSameMessageTwentyTimesByRestAndSocketIsStoredAndDeliveredOnce() {
    repeatOneMessage();
  }

  @Tag("long")
  @RepeatedTest(TIMES)
  void theSameMessageTwentyTimesByRestAndSocketIsAlwaysStoredAndDeliveredOnce() {
    repeatOneMessage();
  }

  private void repeatOneMessage() {
    var group = ada.group("Group", bob);

    var ids =
        Race.run(
            20,
            i -> {
              var text = "attempt " + i;
              var sent =
                  i < 10
                      ? adas.get(i)
                          .call(
                              "send_message",
                              Map.of(
                                  "conversation_id", group, "text", text, "clientMessageId", "m"))
                          .get("data")
                      : ada.post("messages")
                          .send(
                              Map.of("conversationId", group, "text", text, "clientMessageId", "m"))
                          .data();
              return sent.get("id").asString() + sent.get("text").asString();
            });

    assertThat(ids.stream().distinct()).hasSize(1);
    assertThat(bob.get("messages/conversation/" + group).send().data()).hasSize(1);
    assertThat(bob.get("conversations/" + group).send().data().get("unreadCount").asInt())
        .isEqualTo(1);
    ada.say(group, "after them all");
    for (var socket : List.of(bobs.get(0), bobs.get(1), adas.get(0))) {
      awaitMessage(socket, group, 2);
      assertThat(told(socket, "new_message", group)).hasSize(2);
    }
  }

  private static void awaitMessage(TestSocket socket, String conversation, long seq) {
    while (socket.seen().stream()
        .filter(packet -> packet.startsWith("42[\"new_message\""))
        .map(TestSocket::payload)
        .noneMatch(message ->
            message.get("conversationId").asString().equals(conversation)
                && message.get("seq").asLong() == seq)) {
      socket.event("new_message");
    }
  }

  @Test
  void whatIsUnreadAfterReadingWhileMessagesComeIsWhatTheMarkLeaves() {
    readWhileMessagesCome();
  }

  @Tag("long")
  @RepeatedTest(TIMES)
  void whatIsUnreadAfterReadingWhileMessagesComeIsAlwaysWhatTheMarkLeaves() {
    readWhileMessagesCome();
  }

  /// Cleo reads up to anywhere while Ada and Bob write, each by both ways.
  private void readWhileMessagesCome() {
    var group = ada.group("Group", bob, cleo);
    try (var here = cleo.socket();
        var there = cleo.socket()) {
      Race.run(
          10,
          i -> {
            for (var n = 0; n < 5; n++) {
              switch (i) {
                case 0, 1, 2 -> ada.say(group, i + "." + n);
                case 3, 4, 5 ->
                    bobs.get(i)
                        .call("send_message", Map.of("conversation_id", group, "text", "b" + n));
                case 6 -> cleo.post("conversations/" + group + "/read").send();
                case 7, 8 ->
                    cleo.post("conversations/" + group + "/read").send(Map.of("seq", i + 5 * n));
                default ->
                    here.call("mark_read", Map.of("conversation_id", group, "seq", 7 * n + 1));
              }
            }
            return i;
          });

      var listed = cleo.get("conversations/" + group).send().data();
      assertThat(listed.get("lastSeq").asInt()).isEqualTo(30);
      assertThat(listed.get("readSeq").asInt()).isPositive();
      assertThat(listed.get("unreadCount").asInt()).isEqualTo(30 - listed.get("readSeq").asInt());
      ada.say(group, "after them all");
      awaitMessage(there, group, 31);
      var marks = told(there, "conversation_read", group);
      assertThat(marks)
          .filteredOn(mark -> mark.get("user_id").asString().equals(cleo.id()))
          .extracting(mark -> mark.get("seq").asLong())
          .isSorted()
          .doesNotHaveDuplicates()
          .last()
          .isEqualTo(listed.get("readSeq").asLong());
    }
    assertThat(ada.get("conversations/" + group).send().data().get("unreadCount").asInt())
        .isEqualTo(15);
  }

  @Test
  void editsAndReactionsAtOnceAllLandAndAreToldInOrder() {
    editWhileOthersReact();
  }

  @Tag("long")
  @RepeatedTest(TIMES)
  void editsAndReactionsAtOnceAlwaysAllLandAndAreToldInOrder() {
    editWhileOthersReact();
  }

  private void editWhileOthersReact() {
    var group = ada.group("Group", bob, cleo);
    var id = ada.say(group, "0").data().get("id").asString();

    Race.run(
        20,
        i -> {
          var text = Map.of("message_id", id, "text", "edit " + i);
          var emoji = EMOJI.get(i / 2);
          var done =
              switch (i % 4) {
                case 0 -> adas.get(i / 2).call("edit_message", text).get("success").asBoolean();
                case 1 ->
                    bobs.get(i / 2)
                        .call("react", Map.of("message_id", id, "emoji", emoji, "on", true))
                        .get("success")
                        .asBoolean();
                case 2 ->
                    ada.put("messages/" + id).send(Map.of("text", "edit " + i)).status() == 200;
                default -> cleo.put(ReactionTest.path(id, emoji)).send().status() == 200;
              };
          assertThat(done).isTrue();
          return i;
        });

    var message = bob.get("messages/" + id).send().data();
    assertThat(message.get("rev").asInt()).isEqualTo(21);
    assertThat(message.get("seq").asInt()).isEqualTo(1);
    assertThat(message.get("text").asString()).startsWith("edit ");
    assertThat(message.get("reactions").propertyNames()).containsExactlyInAnyOrderElementsOf(EMOJI);
    ada.say(group, "after them all");
    awaitMessage(bobs.getFirst(), group, 2);
    var told = told(bobs.getFirst(), "message_updated", group);
    assertThat(told)
        .extracting(update -> update.get("rev").asLong())
        .isEqualTo(LongStream.rangeClosed(2, 21).boxed().toList());
    assertThat(told.getLast()).isEqualTo(message);
  }

  @Test
  void anOwnerWhoLeavesWhileAddingLeavesAGroupWithOneOwner() {
    leaveWhileAdding();
  }

  @Tag("long")
  @RepeatedTest(TIMES)
  void anOwnerWhoLeavesWhileAddingAlwaysLeavesAGroupWithOneOwner() {
    leaveWhileAdding();
  }

  private void leaveWhileAdding() {
    var group = ada.group("Group", bob);
    var members = "conversations/" + group + "/user";
    try (var cleos = cleo.socket()) {
      var answers =
          Race.run(
              2,
              i ->
                  i == 0
                      ? ada.put(members).send()
                      : ada.post(members).send(Map.of("userId", cleo.id())));

      assertThat(answers.getFirst().status()).isEqualTo(200);
      assertThat(answers.getLast().status()).isIn(200, 404);
      var detail = bob.get("conversations/" + group).send().data();
      var added = answers.getLast().status() == 200;
      assertThat(detail.get("ownerId").asString()).isEqualTo(bob.id());
      assertThat(detail.get("members").valueStream().map(m -> m.get("role").asString()))
          .containsExactlyElementsOf(added ? List.of("owner", "member") : List.of("owner"));
      assertThat(cleo.get("conversations/" + group).send().status()).isEqualTo(added ? 200 : 404);
      if (added) {
        assertThat(cleos.event("conversation_created").get("id").asString()).isEqualTo(group);
      }
      assertThat(ada.say(group, "still here?").status()).isEqualTo(404);
    }
  }
}
