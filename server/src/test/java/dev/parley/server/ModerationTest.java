package dev.parley.server;

import static dev.parley.server.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/// What admins do to those connected, and that each act is in the audit log.
@ExtendWith(ServerExtension.class)
final class ModerationTest {
  private static final String NOBODY = "f".repeat(24);

  private final Api api;
  private final Person admin;

  ModerationTest(Api api, Parley parley) {
    this.api = api;
    this.admin = Administrator.of(api, parley);
  }

  @Test
  void aKickClosesAllSocketsOfAUserAndTheirSessionStaysValid() {
    var bob = api.person("bob");
    try (var first = bob.socket();
        var second = bob.socket()) {
      var answer = admin.delete("ws/users/" + bob.id()).send();

      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.json().get("message").asString())
          .isEqualTo("User disconnected successfully");
      assertThat(first.packet("41")).isEqualTo("41");
      assertThat(second.packet("41")).isEqualTo("41");
      first.closeCode();
      second.closeCode();
    }
    await().until(() -> admin.delete("ws/users/" + bob.id()).send().status() == 404);

    assertThat(bob.get("users/profile").send().status()).isEqualTo(200);
    try (var back = bob.socket()) {
      assertThat(back.call("heartbeat", Map.of()).get("success").asBoolean()).isTrue();
    }
  }

  @Test
  void whoIsNotConnectedCannotBeKicked() {
    var answer = admin.delete("ws/users/" + api.person("bob").id()).send();

    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.json().get("message").asString()).isEqualTo("User not connected");
    assertThat(admin.delete("ws/users/" + NOBODY).send().status()).isEqualTo(404);
    assertThat(admin.delete("ws/users/rubbish").send().status()).isEqualTo(400);
  }

  @Test
  void aBroadcastReachesEveryOnlineMemberAndIsStoredNowhere() {
    var ada = api.person("ada");
    var bob = api.person("bob");
    var eve = api.person("eve");
    var group = ada.group("Group", bob);
    try (var adas = ada.socket();
        var bobs = bob.socket();
        var eves = eve.socket()) {
      var answer =
          admin
              .post("ws/conversations/" + group + "/broadcast")
              .send(Map.of("message", "Back in five minutes"));

      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.json().get("message").asString())
          .isEqualTo("Message broadcasted successfully");
      var seen = adas.event("new_message");
      assertThat(bobs.event("new_message")).isEqualTo(seen);
      assertThat(seen.get("conversationId").asString()).isEqualTo(group);
      assertThat(seen.get("senderId").asString()).isEqualTo("0");
      assertThat(seen.get("senderName").asString()).isEqualTo("System");
      assertThat(seen.get("kind").asString()).isEqualTo("broadcast");
      assertThat(seen.get("text").asString()).isEqualTo("Back in five minutes");
      assertThat(seen.get("url").isNull()).isTrue();
      assertThat(seen.get("fileName").isNull()).isTrue();
      assertThat(seen.propertyNames()).doesNotContain("seq", "rev");
      eves.call("heartbeat", Map.of());
      assertThat(eves.rest()).isEmpty();
    }
    assertThat(ada.get("messages/conversation/" + group + "?entries=all").send().data()).isEmpty();
  }

  @Test
  void aBroadcastNeedsAMessageAndAConversation() {
    var group = api.person("ada").group("Group");
    var path = "ws/conversations/" + group + "/broadcast";

    assertThat(admin.post(path).send(Map.of()).wrongFields()).containsExactly("message");
    assertThat(admin.post(path).send(Map.of("message", " ")).status()).isEqualTo(400);
    assertThat(admin.post(path).send(Map.of("message", 5)).status()).isEqualTo(400);
    assertThat(admin.post(path).send(Map.of("message", "x".repeat(10_001))).status())
        .isEqualTo(400);
    assertThat(admin.post(path).sendText("[").status()).isEqualTo(400);
    var unknown = admin.post("ws/conversations/" + NOBODY + "/broadcast");
    assertThat(unknown.send(Map.of("message", "hi")).status()).isEqualTo(404);
  }

  @Test
  void adminsSeeWhoViewsAConversation() {
    var ada = api.person("ada");
    var bob = api.person("bob");
    var group = ada.group("Group", bob);
    var path = "ws/conversations/" + group + "/participants";
    assertThat(admin.get(path).send().data().get("participantCount").asInt()).isZero();
    try (var one = ada.socket();
        var other = ada.socket()) {
      one.call("join_conversation", Map.of("conversation_id", group));
      other.call("join_conversation", Map.of("conversation_id", group));

      var seen = admin.get(path).send().data();

      assertThat(seen.get("conversationId").asString()).isEqualTo(group);
      assertThat(texts(seen.get("participants"))).containsExactly(ada.id());
      assertThat(seen.get("participantCount").asInt()).isEqualTo(1);
    }
    assertThat(admin.get("ws/conversations/" + NOBODY + "/participants").send().status())
        .isEqualTo(404);
    assertThat(admin.get("ws/conversations/rubbish/participants").send().status()).isEqualTo(400);
  }

  @Test
  void adminsSeeWhatIsViewed() {
    var ada = api.person("ada");
    var bob = api.person("bob");
    var group = ada.group("Looked at", bob);
    var direct = ada.direct(bob);
    try (var adas = ada.socket();
        var bobs = bob.socket()) {
      adas.call("join_conversation", Map.of("conversation_id", group));
      adas.call("join_conversation", Map.of("conversation_id", direct));
      bobs.call("join_conversation", Map.of("conversation_id", group));

      var first = viewed(group);
      assertThat(first.get("name").asString()).isEqualTo("Looked at");
      assertThat(texts(first.get("participants"))).containsExactlyInAnyOrder(ada.id(), bob.id());
      var second = viewed(direct);
      assertThat(second.get("name").isNull()).isTrue();
      assertThat(texts(second.get("participants"))).containsExactly(ada.id());
    }
  }

  /// What administrators are told of a conversation that somebody views.
  private JsonNode viewed(String conversationId) {
    return admin
        .get("ws/conversations")
        .send()
        .data()
        .get("conversations")
        .valueStream()
        .filter(each -> each.get("conversationId").asString().equals(conversationId))
        .findAny()
        .orElseThrow();
  }

  @Test
  void everyActIsInTheAuditLogOnceItIsAnswered() {
    var ada = api.person("ada");
    var group = ada.group("Group");
    admin.post("ws/conversations/" + group + "/broadcast").send(Map.of("message", "hi"));
    try (var socket = ada.socket()) {
      admin.delete("ws/users/" + ada.id()).send();
      socket.packet("41");
    }

    var page = admin.get("ws/audit").send().data();
    var mine =
        page.get("entries")
            .valueStream()
            .filter(entry -> entry.get("adminId").asString().equals(admin.id()))
            .toList();

    assertThat(mine)
        .extracting(entry -> entry.get("act").asString())
        .containsExactly("user.kick", "conversation.broadcast");
    var kick = mine.getFirst();
    assertThat(kick.get("adminName").asString()).isEqualTo(admin.username());
    assertThat(kick.get("targetType").asString()).isEqualTo("user");
    assertThat(kick.get("targetId").asString()).isEqualTo(ada.id());
    assertThat(mine.getLast().get("details").get("message").asString()).isEqualTo("hi");
    assertThat(kick.get("at").asString()).matches("2.*T.*\\.\\d{3}Z");
  }

  @Test
  void theAuditLogIsReadPageByPage() {
    var group = api.person("ada").group("Group");
    for (var text : List.of("one", "two", "three")) {
      admin.post("ws/conversations/" + group + "/broadcast").send(Map.of("message", text));
    }

    var first = admin.get("ws/audit?limit=1").send().data();
    var cursor = first.get("nextCursor").asString();
    var second = admin.get("ws/audit?limit=1&cursor=" + cursor).send().data();

    assertThat(first.get("entries")).hasSize(1);
    assertThat(second.get("entries")).hasSize(1);
    assertThat(second.get("entries").get(0)).isNotEqualTo(first.get("entries").get(0));
    assertThat(admin.get("ws/audit?limit=0").send().wrongFields()).containsExactly("limit");
    assertThat(admin.get("ws/audit?cursor=x").send().wrongFields()).containsExactly("cursor");
  }

  private static List<String> texts(JsonNode array) {
    return array.valueStream().map(JsonNode::asString).toList();
  }
}
