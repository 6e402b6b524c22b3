package dev.parley.gateway;

import static dev.parley.gateway.TestSocket.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.chat.User;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Every event a client can send: what it answers and what it does.
class ClientEventsTest {
  private static final String UNKNOWN_ID = "0123456789abcdef01234567";

  private static ChatServer chat;

  private static int people;

  private User ada;
  private User bob;
  private String conversation;
  private TestSocket socket;

  @BeforeAll
  static void start(@TempDir Path folder) {
    chat = new ChatServer(folder);
  }

  @AfterAll
  static void stop() {
    chat.close();
  }

  @BeforeEach
  void twoPeople() {
    ada = chat.user("ada" + ++people);
    bob = chat.user("bob" + people);
    conversation = chat.direct(ada, bob);
    socket = chat.connect(ada);
  }

  @Test
  void joiningAnswersThisSocketAndTellsTheOthersViewing() {
    var bobs = chat.connect(bob);
    bobs.call("join_conversation", inConversation(""));
    chat.settle(conversation);

    var ack = socket.call("join_conversation", inConversation(""));

    var view =
        "{\"conversation_id\":\"%s\",\"user_id\":\"%s\",\"username\":\"%s\"}"
            .formatted(conversation, ada.id(), ada.username());
    assertThat(ack.toString()).isEqualTo("{\"success\":true,\"data\":" + view + "}");
    assertThat(socket.event("joined_conversation").toString()).isEqualTo(view);
    assertThat(bobs.event("user_joined").toString()).isEqualTo(view);
    assertThat(socket.events("user_joined")).isEmpty();
  }

  @Test
  void aSecondTabIsNoSecondArrivalAndTheLastOneIsTheLeaving() {
    var bobs = chat.connect(bob);
    bobs.call("join_conversation", inConversation(""));
    var second = chat.connect(ada);
    socket.call("join_conversation", inConversation(""));
    second.call("join_conversation", inConversation(""));

    socket.call("leave_conversation", inConversation(""));
    second.close();

    bobs.event("user_left");
    assertThat(bobs.events("user_joined")).hasSize(1);
    assertThat(bobs.events("user_left")).hasSize(1);
    assertThat(chat.presence.viewers(conversation)).containsExactly(bob.id());
  }

  @ParameterizedTest
  @CsvSource({
    "join_conversation",
    "leave_conversation",
    "send_message",
    "mark_read",
    "mark_delivered",
    "typing"
  })
  void conversationIdIsTakenForConversationUnderscoreId(String event) {
    chat.send(bob, conversation, "hi");

    var ack =
        socket.call(
            event,
            "{\"conversationId\":\"%s\",\"text\":\"hi\",\"seq\":1,\"typing\":true}"
                .formatted(conversation));

    assertThat(ack.get("success").asBoolean()).isTrue();
  }

  @Test
  void leavingIsAnsweredAlsoWhereNobodyWas() {
    socket.emit("leave_conversation", "{\"conversation_id\":\"" + UNKNOWN_ID + "\"}");

    assertThat(socket.event("left_conversation").get("conversation_id").asString())
        .isEqualTo(UNKNOWN_ID);
  }

  @Test
  void leavingIsAnsweredAlsoAfterOneWasRemoved() {
    var group = chat.group(ada, bob);
    var bobs = chat.connect(bob);
    var view = "{\"conversation_id\":\"" + group + "\"}";
    bobs.call("join_conversation", view);
    chat.groups.remove(ada.id(), group, bob.id());
    bobs.event("participant_removed");

    assertThat(bobs.call("leave_conversation", view).get("success").asBoolean()).isTrue();
    assertThat(bobs.event("left_conversation").get("conversation_id").asString()).isEqualTo(group);
  }

  @Test
  void aMessageIsAcknowledgedAndReachesEverySocketOfEveryParticipant() {
    var second = chat.connect(ada);
    var bobs = chat.connect(bob);

    var ack = socket.call("send_message", inConversation(",\"text\":\"hi\""));

    var message = ack.get("data");
    assertThat(ack.get("success").asBoolean()).isTrue();
    assertThat(message.get("text").asString()).isEqualTo("hi");
    assertThat(message.get("seq").asLong()).isEqualTo(1);
    for (var each : List.of(socket, second, bobs)) {
      assertThat(each.event("new_message")).isEqualTo(message);
    }
  }

  @Test
  void aRepeatedMessageAnswersTheFirstAndIsDeliveredOnce() {
    var bobs = chat.connect(bob);
    var first =
        socket.call("send_message", inConversation(",\"text\":\"hi\",\"clientMessageId\":\"a\""));

    var again =
        socket.call("send_message", inConversation(",\"text\":\"\",\"clientMessageId\":\"a\""));
    socket.call("send_message", inConversation(",\"text\":\"next\""));

    assertThat(again).isEqualTo(first);
    assertThat(bobs.events("new_message", 2))
        .extracting(message -> message.get("text").asString())
        .containsExactly("hi", "next");
  }

  @Test
  void editingAndDeletingUpdateTheMessageForEverybody() {
    var bobs = chat.connect(bob);
    var id = chat.send(ada, conversation, "hi").entry().id();

    var edited = socket.call("edit_message", "{\"message_id\":\"" + id + "\",\"text\":\"ho\"}");
    var deleted = socket.call("delete_message", "{\"message_id\":\"" + id + "\"}");
    var again = socket.call("delete_message", "{\"message_id\":\"" + id + "\"}");

    assertThat(edited.get("data").get("text").asString()).isEqualTo("ho");
    assertThat(deleted.toString()).isEqualTo("{\"success\":true,\"message\":\"Message deleted\"}");
    assertThat(again.get("error").asString()).isEqualTo("NOT_FOUND");
    var updates = bobs.events("message_updated", 2);
    assertThat(updates).extracting(entry -> entry.get("rev").asLong()).containsExactly(2L, 3L);
    assertThat(updates.getFirst()).isEqualTo(edited.get("data"));
    assertThat(updates.getLast().get("text").isNull()).isTrue();
    assertThat(updates.getLast().has("deletedAt")).isTrue();
  }

  @Test
  void othersMessagesAreNotOnesOwn() {
    var id = chat.send(bob, conversation, "hi").entry().id();

    var ack = socket.call("edit_message", "{\"message_id\":\"" + id + "\",\"text\":\"ho\"}");

    assertThat(ack.get("code").asInt()).isEqualTo(403);
    assertThat(ack.get("error").asString()).isEqualTo("NOT_OWNER");
  }

  @Test
  void readingMovesTheMark() {
    chat.send(bob, conversation, "one");
    chat.send(bob, conversation, "two");
    var second = chat.connect(ada);
    var bobs = chat.connect(bob);

    var ack = socket.call("mark_read", inConversation(",\"seq\":1"));

    assertThat(ack.get("success").asBoolean()).isTrue();
    assertThat(second.event("conversation_read").toString())
        .isEqualTo(
            "{\"conversation_id\":\"%s\",\"user_id\":\"%s\",\"seq\":1,\"unreadCount\":1,\"mentions\":0}"
                .formatted(conversation, ada.id()));
    assertThat(bobs.event("conversation_read").toString())
        .isEqualTo(
            "{\"conversation_id\":\"%s\",\"user_id\":\"%s\",\"seq\":1}"
                .formatted(conversation, ada.id()));
  }

  @Test
  void syncBringsWhatIsMissing() {
    chat.send(bob, conversation, "one");
    chat.send(bob, conversation, "two");

    var page = socket.call("sync", "{\"cursors\":{\"" + conversation + "\":1}}").get("data");

    assertThat(page.get("conversations")).hasSize(1);
    assertThat(page.get("changes")).hasSize(1);
    assertThat(page.get("changes").get(0).get("text").asString()).isEqualTo("two");
    assertThat(page.get("cursors").toString()).isEqualTo("{\"" + conversation + "\":2}");
    assertThat(page.get("gone").isEmpty()).isTrue();
    assertThat(page.get("reset").isEmpty()).isTrue();
    assertThat(page.get("more").asBoolean()).isFalse();
  }

  @Test
  void syncPagesToTheEndWithoutRepeatingTheList() {
    for (int i = 0; i < 5; i++) {
      chat.send(bob, conversation, "text " + i);
    }

    var first =
        socket.call("sync", "{\"cursors\":{\"" + conversation + "\":0},\"limit\":3}").get("data");
    var second =
        socket.call("sync", "{\"cursors\":" + first.get("cursors") + ",\"limit\":3}").get("data");

    assertThat(first.get("more").asBoolean()).isTrue();
    assertThat(first.get("changes")).hasSize(3);
    assertThat(second.has("conversations")).isFalse();
    assertThat(second.get("changes")).hasSize(2);
    assertThat(second.get("more").asBoolean()).isFalse();
  }

  @Test
  void typingIsToldToOthersViewingAndEndsByItself() {
    var bobs = chat.connect(bob);
    bobs.call("join_conversation", inConversation(""));

    socket.call("typing", inConversation(",\"typing\":true"));
    assertThat(bobs.event("user_typing").toString())
        .isEqualTo(
            "{\"conversation_id\":\"%s\",\"user_id\":\"%s\",\"username\":\"%s\",\"typing\":true}"
                .formatted(conversation, ada.id(), ada.username()));
    chat.time.move(Duration.ofSeconds(6));

    assertThat(bobs.events("user_typing", 2).getLast().get("typing").asBoolean()).isFalse();
    assertThat(socket.events("user_typing")).isEmpty();
  }

  @Test
  void whoTypesOnTypesUntilSixSecondsAfterTheyLastSaidSo() {
    var bobs = chat.connect(bob);
    bobs.call("join_conversation", inConversation(""));
    var elsewhere = chat.connect(bob);

    socket.call("typing", inConversation(",\"typing\":true"));
    chat.time.move(Duration.ofSeconds(5));
    socket.call("typing", inConversation(",\"typing\":true"));
    chat.time.move(Duration.ofSeconds(5));
    socket.call("typing", inConversation(",\"typing\":false"));
    socket.call("typing", inConversation(",\"typing\":false"));
    chat.time.move(Duration.ofSeconds(6));

    bobs.events("user_typing", 3);
    bobs.settle();
    assertThat(bobs.events("user_typing"))
        .extracting(said -> said.get("typing").asBoolean())
        .containsExactly(true, true, false);
    elsewhere.settle();
    assertThat(elsewhere.events("user_typing")).isEmpty();
    assertThat(chat.conversations.listing(ada.id(), conversation).head().seq()).isZero();
  }

  /// Old clients set a mark for each message that comes; unread must not stay behind by one of
  /// them.
  @Test
  void marksThatRaceWithManyMessagesEndWithNothingUnread() {
    var second = chat.connect(ada);
    var sending =
        CompletableFuture.runAsync(
            () -> IntStream.range(0, 300).forEach(i -> chat.send(bob, conversation, "text " + i)));
    for (var marked = 0; marked < 300; ) {
      var come = socket.count("new_message");
      for (; marked < come; marked++) {
        socket.emit("mark_read", inConversation(",\"seq\":" + (marked + 1)));
      }
    }
    sending.join();
    socket.settle();

    assertThat(chat.conversations.listing(ada.id(), conversation).mark().unread()).isZero();
    chat.settle(conversation);
    second.settle();
    assertThat(second.events("conversation_read").getLast().get("unreadCount").asLong()).isZero();
    chat.send(bob, conversation, "one more");
    assertThat(chat.conversations.listing(ada.id(), conversation).mark().unread()).isEqualTo(1);
  }

  @Test
  void aHeartbeatAnswersItsTimestamp() {
    assertThat(socket.call("heartbeat", "{\"timestamp\":7}").toString())
        .isEqualTo("{\"success\":true,\"data\":{\"timestamp\":7}}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "join_conversation|JOIN_FAILED",
        "leave_conversation|LEAVE_FAILED",
        "send_message|SEND_MESSAGE_FAILED",
        "mark_read|VALIDATION_FAILED",
        "typing|VALIDATION_FAILED",
        "edit_message|VALIDATION_FAILED",
        "delete_message|VALIDATION_FAILED",
        "no_such_event|UNKNOWN_EVENT",
      })
  void aRefusalWithoutAnAckComesAsAnErrorEvent(String event, String word) {
    socket.emit(event, "{\"conversation_id\":\"1\",\"message_id\":1}");

    assertThat(socket.event("error").get("code").asString()).isEqualTo(word);
    socket.settle();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "join_conversation|{'conversation_id':'1'}|conversation_id",
        "join_conversation|{}|conversationId",
        "leave_conversation|{'conversation_id':[]}|conversation_id",
        "send_message|{'conversation_id':7,'text':8,'url':false}|conversation_id,text,url",
        "send_message|{'conversation_id':'<id>','text':' '}|text",
        "send_message|{'conversation_id':'<id>','text':'\\ud800'}|text",
        "send_message|{'conversation_id':'<id>','text':'a','replyTo':'x'}|replyTo",
        "send_message|{'conversation_id':'<id>','url':'javascript:1'}|url",
        "mark_read|{'conversation_id':'<id>','seq':'1'}|seq",
        "mark_read|{'conversation_id':'<id>','seq':1.5}|seq",
        "mark_read|{'conversation_id':'<id>','seq':-1}|seq",
        "mark_read|{'conversation_id':'<id>','seq':99999999999999999999}|seq",
        "typing|{'conversation_id':'<id>'}|typing",
        "edit_message|{'message_id':'<id>'}|text",
        "delete_message|{'message_id':null}|message_id",
        "heartbeat|{'timestamp':'now'}|timestamp",
        "sync|{'cursors':[]}|cursors",
        "sync|{'cursors':{'x':1}}|cursors.x",
        "sync|{'cursors':{'<id>':-1},'limit':1001}|cursors.<id>,limit",
      })
  void everyWrongFieldIsNamed(String event, String payload, String fields) {
    var ack = socket.call(event, payload.replace('\'', '"').replace("<id>", conversation));

    assertThat(ack.get("success").asBoolean()).isFalse();
    assertThat(ack.get("code").asInt()).isEqualTo(400);
    assertThat(ack.get("error").asString()).isEqualTo("VALIDATION_FAILED");
    assertThat(ack.get("details"))
        .extracting(detail -> detail.get("field").asString())
        .containsExactly(fields.replace("<id>", conversation).split(","));
  }

  @ParameterizedTest
  @CsvSource({"null", "7", "'\"text\"'", "[]", "true"})
  void aPayloadThatIsNoObjectIsRefused(String payload) {
    var ack = socket.call("send_message", payload);
    socket.emit("send_message", payload);

    assertThat(ack.toString())
        .isEqualTo(
            "{\"success\":false,\"code\":400,\"error\":\"INVALID_PAYLOAD\","
                + "\"message\":\"The payload must be an object\"}");
    assertThat(socket.event("error").toString())
        .isEqualTo("{\"code\":\"INVALID_PAYLOAD\",\"message\":\"The payload must be an object\"}");
  }

  @Test
  void aPayloadNestedTooDeepIsRefusedAndTheSocketStays() {
    for (var deep :
        List.of(
            "[".repeat(50_000) + "]".repeat(50_000),
            "{\"a\":".repeat(200) + "1" + "}".repeat(200),
            "{\"conversation_id\":" + "9".repeat(2_000) + "}")) {
      assertThat(socket.call("send_message", deep).get("error").asString())
          .isEqualTo("INVALID_PAYLOAD");
    }
    socket.settle();
  }

  @Test
  void anUnknownEventIsAnsweredSo() {
    assertThat(socket.call("no_such_event", "{}").toString())
        .isEqualTo(
            "{\"success\":false,\"code\":400,\"error\":\"UNKNOWN_EVENT\","
                + "\"message\":\"Unknown event\"}");
  }

  @ParameterizedTest
  @CsvSource({"join_conversation", "send_message", "mark_read", "typing"})
  void whoIsNoMemberFindsNothing(String event) {
    var eves = chat.connect(chat.user("eve" + ++people));

    var ack = eves.call(event, inConversation(",\"text\":\"hi\",\"typing\":true"));

    assertThat(ack.toString())
        .isEqualTo(
            "{\"success\":false,\"code\":404,\"error\":\"NOT_FOUND\","
                + "\"message\":\"Conversation not found\"}");
  }

  @Test
  void whatIsEmittedAtOnceOnConnectIsHandledInOrder() {
    var token = chat.token(ada);
    var eager = chat.open(Map.of());

    eager.connect("{\"token\":\"" + token + "\"}");
    for (int i = 0; i < 50; i++) {
      eager.emit("send_message", inConversation(",\"text\":\"" + i + "\""));
    }

    var texts =
        eager.events("new_message", 50).stream().map(m -> m.get("text").asString()).toList();
    assertThat(texts)
        .hasSize(50)
        .isEqualTo(IntStream.range(0, 50).mapToObj(String::valueOf).toList());
    await().until(() -> socket.events("new_message").size() == 50);
  }

  private String inConversation(String more) {
    return "{\"conversation_id\":\"" + conversation + "\"" + more + "}";
  }
}
