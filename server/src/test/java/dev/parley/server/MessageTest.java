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
    assertThat(texts(page("?limit=3&aroundSeq=10")))
        .containsExactly("message 11", "message 10", "message 9");
    assertThat(texts(page("?limit=4&aroundSeq=99"))).containsExactly("message 25", "message 24");
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

  @Test
  void everyLimitIsCountedInCharacters() {
    assertThat(ada.say(id, "😀".repeat(10_000)).status()).isEqualTo(201);
    assertThat(wrong(Map.of("conversationId", id, "text", "😀".repeat(10_001))))
        .containsExactly("text");
    var url = "https://x.example/";
    for (var fits :
        List.of(
            Map.entry("url", url + "x".repeat(2_048 - url.length())),
            Map.entry("fileName", "x".repeat(255)),
            Map.entry("clientMessageId", "x".repeat(64)))) {
      var message = new HashMap<String, Object>(Map.of("conversationId", id, "text", "x"));
      message.put(fits.getKey(), fits.getValue());
      assertThat(ada.post("messages").send(message).status()).isEqualTo(201);
      message.put(fits.getKey(), fits.getValue() + "x");
      assertThat(wrong(message)).containsExactly(fits.getKey());
    }
    assertThat(wrong(Map.of("conversationId", id, "text", "x", "clientMessageId", "")))
        .containsExactly("clientMessageId");
  }

  @Test
  void whatIsBlankIsAbsentAndOneThingIsEnough() {
    for (var field : List.of("text", "url", "fileName")) {
      var message = new HashMap<String, Object>(Map.of("conversationId", id));
      for (var blank : List.of("text", "url", "fileName")) {
        message.put(blank, " \n");
      }
      assertThat(wrong(message)).containsExactly("text");
      message.put(field, "https://x.example/");

      var sent = ada.post("messages").send(message).data();

      assertThat(sent.get(field).asString()).isEqualTo("https://x.example/");
      assertThat(sent.valueStream().filter(JsonNode::isNull)).hasSize(2);
    }
  }

  @Test
  void theSameClientMessageIdElsewhereOrOfAnotherIsAnotherMessage() {
    var group = ada.group("Group", bob);
    var ids = new ArrayList<String>();
    for (var person : List.of(ada, bob)) {
      for (var place : List.of(id, group)) {
        var message = Map.of("conversationId", place, "text", "x", "clientMessageId", "same");
        var sent = person.post("messages").send(message);
        assertThat(sent.status()).isEqualTo(201);
        ids.add(sent.data().get("id").asString());
      }
    }

    assertThat(ids).doesNotHaveDuplicates();
  }

  @Test
  void aRepeatIsAnsweredAlsoAfterLeavingAsTheEntryIsNowAndToldToNobody() {
    var group = ada.group("Group", bob);
    var message = Map.of("conversationId", group, "text", "x", "clientMessageId", "m");
    String sent;
    try (var before = ada.socket()) {
      sent = bob.post("messages").send(message).data().get("id").asString();
      bob.put("messages/" + sent).send(Map.of("text", "edited"));
      before.event("message_updated");
    }
    try (var socket = ada.socket()) {
      var again = bob.post("messages").send(message);
      assertThat(again.status()).isEqualTo(200);
      assertThat(again.data().get("text").asString()).isEqualTo("edited");
      bob.put("conversations/" + group + "/user").send();
      assertThat(bob.post("messages").send(message).data()).isEqualTo(again.data());
      ada.delete("messages/" + sent).send();
      assertThat(bob.post("messages").send(message).data().has("deletedAt")).isTrue();

      socket.event("message_updated");
      assertThat(socket.seen()).noneMatch(packet -> packet.contains("new_message"));
    }
    assertThat(bob.say(group, "something new").status()).isEqualTo(404);
  }

  @Test
  void pagesSayWhetherThereIsMoreInTheDirectionAskedFor() {
    var ids = new ArrayList<String>();
    for (int i = 1; i <= 6; i++) {
      ids.add(ada.say(id, "message " + i).data().get("id").asString());
    }

    assertThat(hasMore("?limit=6")).isFalse();
    assertThat(hasMore("?limit=5")).isTrue();
    assertThat(hasMore("?limit=2&after=" + ids.get(3))).isFalse();
    assertThat(hasMore("?limit=2&after=" + ids.get(2))).isTrue();
    assertThat(hasMore("?limit=2&before=" + ids.get(2))).isFalse();
    assertThat(hasMore("?limit=2&before=" + ids.get(3))).isTrue();
    assertThat(hasMore("?limit=2&sinceRev=4")).isFalse();
    assertThat(hasMore("?limit=2&sinceRev=3")).isTrue();
    assertThat(texts(page("?after=" + ids.get(5)))).isEmpty();
    var asked = page("?before=" + ids.get(2)).get("pagination");
    assertThat(asked.get("before").asString()).isEqualTo(ids.get(2));
    assertThat(asked.get("limit").asInt()).isEqualTo(20);
  }

  private boolean hasMore(String query) {
    return page(query).get("pagination").get("hasMore").asBoolean();
  }

  @Test
  void tombstonesAndNoticesAreLeftOutBeforeAPageIsCutAndServeAsCursors() {
    var group = ada.group("Group", bob);
    var ids = new ArrayList<String>();
    for (int i = 1; i <= 3; i++) {
      ids.add(ada.say(group, "message " + i).data().get("id").asString());
      ada.put("conversations/" + group).send(Map.of("name", "Name " + i));
    }
    ada.delete("messages/" + ids.get(1)).send();
    var path = "messages/conversation/" + group;

    assertThat(texts(bob.get(path + "?limit=2").send().json()))
        .containsExactly("message 3", "message 1");
    for (var cursor : List.of("?before=", "?after=", "?around=")) {
      assertThat(bob.get(path + cursor + ids.get(1)).send().status()).isEqualTo(200);
    }
    assertThat(texts(bob.get(path + "?before=" + ids.get(1)).send().json()))
        .containsExactly("message 1");
    var all = bob.get(path + "?entries=all").send().data();
    assertThat(all.valueStream().map(e -> e.get("seq").asInt())).containsExactly(6, 5, 4, 3, 2, 1);
    var notice = all.get(0).get("id").asString();
    assertThat(bob.get(path + "?limit=1&before=" + notice).send().data().get(0).get("id"))
        .isEqualTo(all.get(1).get("id"));
    var since = bob.get(path + "?sinceRev=5").send().data();
    assertThat(since.valueStream().map(e -> e.get("rev").asInt())).containsExactly(6, 7);
    assertThat(since.get(1).has("deletedAt")).isTrue();
  }

  @Test
  void aReplyNamesAMessageOfTheSameConversation() {
    var first = ada.say(id, "question").data().get("id").asString();
    var elsewhere = ada.say(ada.group("Other"), "x").data().get("id").asString();

    var reply =
        bob.post("messages").send(Map.of("conversationId", id, "text", "yes", "replyTo", first));

    assertThat(reply.data().get("replyTo").asString()).isEqualTo(first);
    for (var wrong : List.of(elsewhere, "f".repeat(24), "x")) {
      assertThat(wrong(Map.of("conversationId", id, "text", "yes", "replyTo", wrong)))
          .containsExactly("replyTo");
    }
  }

  @Test
  void ownerAndAdminsDeleteWhatOthersWroteInAGroup() {
    var cem = api.person("cem");
    var group = ada.group("Group", bob, cem);
    ada.put("conversations/" + group + "/user/" + bob.id() + "/role").send(Map.of("role", "admin"));
    var file = Map.of("conversationId", group, "url", "https://x.example/f", "fileName", "f");
    var one = cem.post("messages").send(file).data().get("id").asString();
    var other = cem.say(group, "two").data().get("id").asString();
    var adas = ada.say(group, "three").data().get("id").asString();

    assertThat(ada.delete("messages/" + one).send().status()).isEqualTo(200);
    assertThat(bob.delete("messages/" + other).send().status()).isEqualTo(200);
    assertThat(cem.delete("messages/" + adas).send().error()).isEqualTo("NOT_OWNER");
    assertThat(ada.put("messages/" + adas).send(Map.of("text", "mine")).status()).isEqualTo(200);
    assertThat(bob.put("messages/" + adas).send(Map.of("text", "x")).error())
        .isEqualTo("NOT_OWNER");
    var tombstone = cem.get("messages/conversation/" + group + "?entries=all").send().data().get(2);
    for (var gone : List.of("text", "url", "fileName")) {
      assertThat(tombstone.get(gone).isNull()).isTrue();
    }
  }

  @Test
  void aDeletedMessageCountsAsUnreadUntilTheMarkPassesIt() {
    var message = ada.say(id, "one").data().get("id").asString();
    ada.say(id, "two");
    bob.say(id, "my own");
    ada.delete("messages/" + message).send();

    assertThat(listed(bob).get("unreadCount").asInt()).isEqualTo(2);
    assertThat(listed(bob).get("readSeq").asInt()).isZero();
    bob.post("conversations/" + id + "/read").send(Map.of("seq", 1));
    assertThat(listed(bob).get("unreadCount").asInt()).isEqualTo(1);
    assertThat(listed(ada).get("unreadCount").asInt()).isEqualTo(1);
  }

  private JsonNode listed(Person person) {
    return person.get("conversations/" + id).send().data();
  }

  @Test
  void syncIsTheSameOverBothWays() {
    ada.say(id, "one");
    var gone = bob.group("Left");
    bob.put("conversations/" + gone + "/user").send();
    var asked = Map.of("cursors", Map.of(id, 99, gone, 1), "limit", 5);
    try (var socket = bob.socket()) {
      var bySocket = socket.call("sync", asked).get("data");

      assertThat(bob.post("sync").send(asked).data()).isEqualTo(bySocket);
      assertThat(bySocket.get("reset").get(0).asString()).isEqualTo(id);
      assertThat(bySocket.get("gone").get(0).asString()).isEqualTo(gone);
    }
    assertThat(api.post("sync").send(Map.of()).status()).isEqualTo(401);
  }
}
