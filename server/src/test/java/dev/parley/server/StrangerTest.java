package dev.parley.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/// Strangers and whoever wants to be asked, over REST and sockets.
@ExtendWith(ServerExtension.class)
final class StrangerTest {
  private static final String NOBODY = "f".repeat(24);

  private final Api api;
  private final Person ada;
  private final Person bob;

  StrangerTest(Api api) {
    this.api = api;
    this.ada = api.person("ada");
    this.bob = api.person("bob");
    ada.put("users/settings").send(Map.of("strangers", "ask"));
  }

  private static JsonNode list(Person person, String kind) {
    return person.get("conversations").send().data().get(kind);
  }

  private static Api.Answer answer(Person person, String conversation, String how) {
    return person.post("conversations/" + conversation + "/" + how).send();
  }

  @Test
  void aChoiceIsOnesOwn() {
    assertThat(choice(ada)).isEqualTo("ask");
    assertThat(choice(bob)).isEqualTo("allow");
    assertThat(bob.put("users/settings").send(Map.of("strangers", "never")).wrongFields())
        .containsExactly("strangers");
    assertThat(bob.put("users/settings").send(Map.of()).wrongFields()).containsExactly("strangers");
    assertThat(api.get("users/settings").send().status()).isEqualTo(401);
    assertThat(choice(bob)).isEqualTo("allow");
  }

  private static String choice(Person person) {
    return person.get("users/settings").send().data().get("strangers").asString();
  }

  @Test
  void aStrangersConversationIsARequestUntilItIsAccepted() {
    try (var adas = ada.socket();
        var bobs = bob.socket()) {
      var sent = bob.post("messages").send(Map.of("receiverId", ada.id(), "text", "hello"));
      var direct = sent.data().get("conversationId").asString();

      assertThat(sent.status()).isEqualTo(201);
      assertThat(adas.event("conversation_created").get("request").asBoolean()).isTrue();
      assertThat(adas.event("new_message").get("text").asString()).isEqualTo("hello");
      assertThat(list(ada, "direct").get(0).get("request").asBoolean()).isTrue();
      assertThat(list(bob, "direct").get(0).has("request")).isFalse();
      assertThat(bob.say(direct, "please"))
          .extracting(Api.Answer::status, Api.Answer::error)
          .containsExactly(403, "CONSENT_REQUIRED");
      var status = bob.get("friends/online-status").send().data();
      assertThat(status.get("statuses").get(ada.id()).asBoolean()).isFalse();
      assertThat(status.get("lastSeen").has(ada.id())).isFalse();

      assertThat(answer(ada, direct, "accept").status()).isEqualTo(200);

      assertThat(adas.event("conversation_updated").has("request")).isFalse();
      assertThat(bobs.event("conversation_updated").get("id").asString()).isEqualTo(direct);
      assertThat(bob.say(direct, "thanks").status()).isEqualTo(201);
      assertThat(list(ada, "direct").get(0).has("request")).isFalse();
    }
  }

  @Test
  void decliningTakesItOffTheListOfAllDevices() {
    var direct = bob.direct(ada);
    bob.say(direct, "hello");
    try (var adas = ada.socket()) {
      assertThat(answer(ada, direct, "decline").status()).isEqualTo(200);

      assertThat(adas.event("conversation_deleted").get("conversation_id").asString())
          .isEqualTo(direct);
      assertThat(list(ada, "direct")).isEmpty();
      assertThat(bob.say(direct, "please").error()).isEqualTo("CONSENT_REQUIRED");
      var synced = adas.call("sync", Map.of("cursors", Map.of(direct, 1))).get("data");
      assertThat(synced.get("gone").get(0).asString()).isEqualTo(direct);

      assertThat(ada.direct(bob)).isEqualTo(direct);
      assertThat(adas.event("conversation_created").get("id").asString()).isEqualTo(direct);
      assertThat(bob.say(direct, "thanks").status()).isEqualTo(201);
    }
  }

  @Test
  void answeringNeedsSomethingToAnswer() {
    var direct = bob.direct(ada);

    for (var how : List.of("accept", "decline")) {
      assertThat(answer(bob, direct, how).status()).isEqualTo(403);
      assertThat(answer(api.person("eve"), direct, how).status()).isEqualTo(404);
      assertThat(answer(ada, NOBODY, how).status()).isEqualTo(404);
      assertThat(answer(ada, "rubbish", how).status()).isEqualTo(400);
    }
    assertThat(api.post("conversations/" + direct + "/accept").send().status()).isEqualTo(401);
    assertThat(api.get("conversations/invitations").send().status()).isEqualTo(401);
  }

  @Test
  void beingAddedToAGroupIsAnInvitation() {
    try (var adas = ada.socket()) {
      var group = bob.group("Group", ada);

      var invited = adas.event("conversation_invited");
      assertThat(invited.get("conversation_id").asString()).isEqualTo(group);
      assertThat(invited.get("name").asString()).isEqualTo("Group");
      assertThat(invited.get("user_id").asString()).isEqualTo(bob.id());
      var listed = ada.get("conversations/invitations").send().data();
      assertThat(listed).hasSize(1);
      assertThat(listed.get(0).get("conversationId").asString()).isEqualTo(group);
      assertThat(listed.get(0).get("invitedBy").get("id").asString()).isEqualTo(bob.id());
      assertThat(list(ada, "group")).isEmpty();
      assertThat(ada.get("conversations/" + group).send().status()).isEqualTo(404);

      assertThat(answer(ada, group, "accept").status()).isEqualTo(200);

      assertThat(adas.event("conversation_created").get("id").asString()).isEqualTo(group);
      assertThat(list(ada, "group")).hasSize(1);
      assertThat(ada.get("conversations/invitations").send().data()).isEmpty();
    }
  }

  @Test
  void anInvitationIsTakenBackLikeAMember() {
    var group = bob.group("Group");
    bob.post("conversations/" + group + "/user").send(Map.of("userId", ada.id()));
    assertThat(ada.get("conversations/invitations").send().data()).hasSize(1);

    var path = "conversations/" + group + "/user";
    assertThat(bob.delete(path).send(Map.of("userId", ada.id())).status()).isEqualTo(200);

    assertThat(ada.get("conversations/invitations").send().data()).isEmpty();
    assertThat(answer(ada, group, "accept").status()).isEqualTo(404);
    assertThat(bob.delete(path).send(Map.of("userId", ada.id())).status()).isEqualTo(404);
  }
}
