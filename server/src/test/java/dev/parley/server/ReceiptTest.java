package dev.parley.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/// Who has a message and who has read it, and when somebody was last here.
@ExtendWith(ServerExtension.class)
final class ReceiptTest {
  private final Api api;
  private final Person ada;
  private final Person bob;
  private final Person cem;
  private final String id;
  private final String message;

  ReceiptTest(Api api) {
    this.api = api;
    this.ada = api.person("ada");
    this.bob = api.person("bob");
    this.cem = api.person("cem");
    this.id = ada.group("Group", bob, cem);
    this.message = ada.say(id, "Hello").data().get("id").asString();
  }

  private JsonNode receipts() {
    return ada.get("messages/" + message + "/receipts").send().data();
  }

  @Test
  void aMessageIsDeliveredAndThenRead() {
    assertThat(receipts().toString()).isEqualTo("{\"read\":[],\"delivered\":[]}");
    try (var socket = bob.socket()) {
      var ack = socket.call("mark_delivered", Map.of("conversation_id", id, "seq", 1));

      assertThat(ack.get("success").asBoolean()).isTrue();
    }
    assertThat(receipts().toString())
        .isEqualTo("{\"read\":[],\"delivered\":[\"" + bob.id() + "\"]}");

    bob.post("conversations/" + id + "/read").send(Map.of());
    cem.post("conversations/" + id + "/read").send(Map.of("seq", 1));

    var read = receipts();
    assertThat(read.get("delivered")).isEmpty();
    assertThat(read.get("read").valueStream().map(one -> one.get("userId").asString()))
        .containsExactly(bob.id(), cem.id());
    assertThat(read.get("read").get(0).get("readAt").asString()).endsWith("Z");
  }

  @Test
  void aPageLearnsEverybodysMarks() {
    ada.say(id, "Again");
    bob.post("conversations/" + id + "/read").send(Map.of("seq", 1));

    var marks = ada.get("conversations/" + id + "/marks").send().data();

    assertThat(marks).hasSize(3);
    assertThat(marks.get(1).toString())
        .isEqualTo("{\"userId\":\"" + bob.id() + "\",\"readSeq\":1,\"deliveredSeq\":1}");
  }

  @Test
  void whoJoinedLaterIsNotNamed() {
    var dan = api.person("dan");
    ada.post("conversations/" + id + "/user").send(Map.of("userId", dan.id()));

    assertThat(receipts().toString()).doesNotContain(dan.id());
    assertThat(ada.get("conversations/" + id + "/marks").send().text()).contains(dan.id());
  }

  @Test
  void receiptsAndMarksAreForMembers() {
    var eve = api.person("eve");
    for (var path :
        List.of("messages/" + message + "/receipts", "conversations/" + id + "/marks")) {
      assertThat(api.get(path).send().status()).isEqualTo(401);
      assertThat(eve.get(path).send().status()).isEqualTo(404);
      assertThat(ada.put(path).send().status()).isEqualTo(405);
    }
    assertThat(ada.get("messages/x/receipts").send().status()).isEqualTo(400);
    assertThat(ada.get("conversations/x/marks").send().status()).isEqualTo(400);
    try (var socket = eve.socket()) {
      assertThat(delivered(socket, Map.of("conversation_id", id, "seq", 1))).isEqualTo("NOT_FOUND");
      assertThat(delivered(socket, Map.of("conversation_id", id, "seq", -1)))
          .isEqualTo("VALIDATION_FAILED");
      assertThat(delivered(socket, Map.of("conversation_id", id))).isEqualTo("VALIDATION_FAILED");
      assertThat(delivered(socket, Map.of("conversation_id", "x", "seq", "1")))
          .isEqualTo("VALIDATION_FAILED");
    }
    ada.delete("messages/" + message).send();
    assertThat(ada.get("messages/" + message + "/receipts").send().status()).isEqualTo(404);
  }

  private static String delivered(TestSocket socket, Map<String, Object> payload) {
    return socket.call("mark_delivered", payload).get("error").asString();
  }

  @Test
  void whoIsAwayWasLastSeenAtSomeTime() {
    ada.direct(bob);
    try (var watching = ada.socket()) {
      var socket = bob.socket();
      watching.event("friend_status_changed");
      assertThat(onlineStatus().get("lastSeen").has(bob.id())).isFalse();

      socket.close();
      watching.event("friend_status_changed");

      assertThat(onlineStatus().get("statuses").get(bob.id()).asBoolean()).isFalse();
      assertThat(onlineStatus().get("lastSeen").get(bob.id()).asString()).endsWith("Z");
      assertThat(onlineStatus().get("lastSeen").has(cem.id())).isFalse();
    }
  }

  private JsonNode onlineStatus() {
    return ada.get("friends/online-status").send().data();
  }

  @Test
  void aMessageBringsAnArchivedConversationBack() {
    var direct = ada.direct(bob);
    ada.delete("conversations/" + direct).send();
    assertThat(ada.get("conversations/" + direct).send().data().get("archived").asBoolean())
        .isTrue();

    bob.say(direct, "Still there?");

    assertThat(ada.get("conversations/" + direct).send().data().get("archived").asBoolean())
        .isFalse();
  }
}
