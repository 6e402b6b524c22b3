package dev.parley.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

@ExtendWith(ServerExtension.class)
final class MessageTest {
  private final Api api;
  private final Person ada;
  private final Person bob;
  private final String id;

  MessageTest(Api api) {
    this.api = api;
    this.ada = api.person("ada");
    this.bob = api.person("bob");
    this.id = ada.direct(bob);
  }

  @Test
  void aMessageSentIsAnsweredWhole() {
    var answer = ada.say(id, "Hello");

    assertThat(answer.status()).isEqualTo(201);
    assertThat(answer.data().propertyNames())
        .containsExactlyInAnyOrder(
            "id",
            "conversationId",
            "senderId",
            "senderName",
            "text",
            "url",
            "fileName",
            "createdAt",
            "updatedAt",
            "seq",
            "rev",
            "kind",
            "clientMessageId");
    assertThat(answer.data().get("text").asString()).isEqualTo("Hello");
    assertThat(answer.data().get("url").isNull()).isTrue();
    assertThat(answer.data().get("senderName").asString()).isEqualTo(ada.username());
    assertThat(answer.data().get("seq").asInt()).isEqualTo(1);
  }

  @Test
  void aMessageToSomebodyFindsOrMakesTheDirectConversation() {
    var carol = api.person("carol");

    var first = carol.post("messages").send(Map.of("receiverId", ada.id(), "text", "Hi"));
    var second = ada.post("messages").send(Map.of("receiverId", carol.id(), "text", "Oh, hi"));

    assertThat(first.status()).isEqualTo(201);
    assertThat(second.data().get("conversationId")).isEqualTo(first.data().get("conversationId"));
    assertThat(second.data().get("seq").asInt()).isEqualTo(2);
  }

  @Test
  void aMessageThatMayNotBeSentMakesNoConversation() {
    var carol = api.person("carol");

    var answer = carol.post("messages").send(Map.of("receiverId", ada.id(), "text", "  "));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(carol.get("conversations").send().data().get("direct")).isEmpty();
    assertThat(
            carol.post("messages").send(Map.of("receiverId", "f".repeat(24), "text", "x")).status())
        .isEqualTo(404);
    assertThat(carol.post("messages").send(Map.of("receiverId", carol.id(), "text", "x")).status())
        .isEqualTo(400);
  }

  @Test
  void whatIsWrongWithAMessageIsNamed() {
    assertThat(wrong(Map.of("text", "x"))).containsExactly("conversationId");
    assertThat(wrong(Map.of("conversationId", id, "receiverId", bob.id(), "text", "x")))
        .containsExactly("conversationId");
    assertThat(wrong(Map.of("conversationId", id))).containsExactly("text");
    assertThat(wrong(Map.of("conversationId", id, "text", 5))).contains("text");
    assertThat(wrong(Map.of("conversationId", id, "text", "x".repeat(10_001))))
        .containsExactly("text");
    assertThat(wrong(Map.of("conversationId", id, "url", "javascript:x"))).containsExactly("url");
    assertThat(
            wrong(
                Map.of(
                    "conversationId",
                    id,
                    "fileName",
                    "x".repeat(256),
                    "clientMessageId",
                    "x".repeat(65))))
        .containsExactlyInAnyOrder("fileName", "clientMessageId");
    assertThat(wrong(Map.of("conversationId", id, "text", "x", "replyTo", "f".repeat(24))))
        .containsExactly("replyTo");
    assertThat(ada.say(id, "\ud83d\ude00".repeat(10_000)).status()).isEqualTo(201);
  }

  private List<String> wrong(Map<String, Object> message) {
    var answer = ada.post("messages").send(message);
    assertThat(answer.status()).isEqualTo(400);
    return answer.wrongFields();
  }

  @Test
  void textIsKeptAsItWasWritten() {
    var text = "  two\n blanks, \"quotes\", <b>tags</b>, \u202e and 👩‍👩‍👧  ";

    ada.say(id, text);

    assertThat(page("").get("data").get(0).get("text").asString()).isEqualTo(text);
  }

  @Test
  void aRepeatedMessageIsAnsweredWithTheFirstOne() {
    var message = new HashMap<String, Object>();
    message.put("conversationId", id);
    message.put("clientMessageId", "m-1");
    message.put("text", "once");

    var answers =
        Stream.generate(
                () -> CompletableFuture.supplyAsync(() -> ada.post("messages").send(message)))
            .limit(20)
            .toList()
            .stream()
            .map(CompletableFuture::join)
            .toList();
    message.put("text", "");
    var later = ada.post("messages").send(message);

    assertThat(answers).extracting(Api.Answer::status).containsOnlyOnce(201).containsOnly(200, 201);
    assertThat(answers.stream().map(a -> a.data().get("id").asString()).distinct()).hasSize(1);
    assertThat(later.status()).isEqualTo(200);
    assertThat(later.data().get("text").asString()).isEqualTo("once");
    assertThat(page("").get("data")).hasSize(1);
  }

  @Test
  void historyComesNewestFirstInPagesBothWays() {
    var ids = new ArrayList<String>();
    for (int i = 1; i <= 25; i++) {
      ids.add(ada.say(id, "message " + i).data().get("id").asString());
    }

    assertThat(texts(page(""))).hasSize(20).startsWith("message 25").endsWith("message 6");
    assertThat(page("").get("pagination").get("hasMore").asBoolean()).isTrue();
    assertThat(page("").get("pagination").get("rev").asInt()).isEqualTo(25);
    assertThat(texts(page("?before=" + ids.get(5))))
        .containsExactly("message 5", "message 4", "message 3", "message 2", "message 1");
    assertThat(page("?before=" + ids.get(5)).get("pagination").get("hasMore").asBoolean())
        .isFalse();
    assertThat(texts(page("?limit=2&after=" + ids.get(5))))
        .containsExactly("message 8", "message 7");
    assertThat(texts(page("?limit=3&around=" + ids.get(9))))
        .containsExactly("message 11", "message 10", "message 9");
    assertThat(texts(page("?limit=2&sinceRev=3"))).containsExactly("message 4", "message 5");
    assertThat(page("?limit=2&sinceRev=3").get("pagination").get("rev").asInt()).isEqualTo(5);
  }

  @Test
  void aPageThatIsAskedForWronglyIsRefused() {
    var other = ada.group("Other");
    var elsewhere = ada.say(other, "x").data().get("id").asString();
    for (var query :
        List.of(
            "limit=0",
            "limit=101",
            "limit=x",
            "limit=1.5",
            "before=x",
            "before=" + elsewhere,
            "sinceRev=-1",
            "sinceRev=1&before=" + elsewhere,
            "entries=some")) {
      assertThat(ada.get("messages/conversation/" + id + "?" + query).send().status())
          .as(query)
          .isEqualTo(400);
    }
  }

  @Test
  void theDirectHistoryIsFoundByTheOtherUser() {
    ada.say(id, "Hello");
    var stranger = api.person("eve");

    var history = bob.get("messages/friend/" + ada.id()).send();

    assertThat(texts(history.json())).containsExactly("Hello");
    assertThat(bob.get("messages/friend/" + stranger.id()).send().status()).isEqualTo(404);
    assertThat(bob.get("messages/friend/x").send().status()).isEqualTo(400);
  }

  @Test
  void onlyItsSenderEditsAMessage() {
    var message = ada.say(id, "Helo").data().get("id").asString();

    var edited = ada.put("messages/" + message).send(Map.of("text", "Hello"));
    var refused = bob.put("messages/" + message).send(Map.of("text", "Bye"));

    assertThat(edited.status()).isEqualTo(200);
    assertThat(edited.data().get("text").asString()).isEqualTo("Hello");
    assertThat(edited.data().has("editedAt")).isTrue();
    assertThat(edited.data().get("seq").asInt()).isEqualTo(1);
    assertThat(edited.data().get("rev").asInt()).isEqualTo(2);
    assertThat(refused)
        .extracting(Api.Answer::status, Api.Answer::error)
        .containsExactly(403, "NOT_OWNER");
    assertThat(ada.put("messages/" + message).send(Map.of("text", " ")).status()).isEqualTo(400);
  }

  @Test
  void aDeletedMessageLeavesATombstone() {
    var message = ada.say(id, "Oops").data().get("id").asString();
    var reply = ada.say(id, "after").data().get("id").asString();

    assertThat(bob.delete("messages/" + message).send().error()).isEqualTo("NOT_OWNER");
    assertThat(ada.delete("messages/" + message).send().status()).isEqualTo(200);
    assertThat(ada.delete("messages/" + message).send().status()).isEqualTo(404);
    assertThat(ada.get("messages/" + message).send().status()).isEqualTo(404);
    assertThat(ada.get("messages/" + reply).send().status()).isEqualTo(200);
    assertThat(texts(page(""))).containsExactly("after");
    assertThat(texts(page("?after=" + message))).containsExactly("after");
    var tombstone = page("?entries=all").get("data").get(1);
    assertThat(tombstone.get("seq").asInt()).isEqualTo(1);
    assertThat(tombstone.get("text").isNull()).isTrue();
    assertThat(tombstone.has("deletedAt")).isTrue();
  }

  @Test
  void messagesThatAreNotForOneAreNotFound() {
    var message = ada.say(id, "secret").data().get("id").asString();
    var eve = api.person("eve");

    assertThat(eve.get("messages/" + message).send().status()).isEqualTo(404);
    assertThat(eve.put("messages/" + message).send(Map.of("text", "x")).status()).isEqualTo(404);
    assertThat(eve.delete("messages/" + message).send().status()).isEqualTo(404);
    assertThat(ada.get("messages/x").send().status()).isEqualTo(400);
  }

  @Test
  void syncBringsWhatChangedAndNamesWhatIsGone() {
    ada.say(id, "one");
    var message = ada.say(id, "two").data().get("id").asString();

    var first = bob.post("sync").send(Map.of()).data();
    ada.delete("messages/" + message).send();
    var unknown = "e".repeat(24);
    var cursors = new HashMap<String, Object>();
    cursors.put(id, first.get("cursors").get(id).asLong());
    cursors.put(unknown, 7);
    var second = bob.post("sync").send(Map.of("cursors", cursors)).data();

    assertThat(first.get("conversations")).hasSize(1);
    assertThat(first.get("changes")).hasSize(2);
    assertThat(second.get("changes")).hasSize(1);
    assertThat(second.get("changes").get(0).has("deletedAt")).isTrue();
    assertThat(second.get("gone").get(0).asString()).isEqualTo(unknown);
    assertThat(bob.post("sync").send(Map.of("cursors", Map.of("x", 1))).status()).isEqualTo(400);
    assertThat(bob.post("sync").send(Map.of("limit", 1001)).status()).isEqualTo(400);
  }

  private JsonNode page(String query) {
    return bob.get("messages/conversation/" + id + query).send().json();
  }

  private static List<String> texts(JsonNode page) {
    return page.get("data").valueStream().map(m -> m.get("text").asString()).toList();
  }
}
