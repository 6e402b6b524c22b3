package dev.parley.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(ServerExtension.class)
final class BlockTest {
  private static final String NOBODY = "f".repeat(24);

  private final Api api;
  private final Person ada;
  private final Person bob;

  BlockTest(Api api) {
    this.api = api;
    this.ada = api.person("ada");
    this.bob = api.person("bob");
  }

  private static Api.Answer block(Person by, Person whom) {
    return by.post("users/block/" + whom.id()).send();
  }

  private static void assertBlocked(Api.Answer answer) {
    assertThat(answer)
        .extracting(Api.Answer::status, Api.Answer::error)
        .containsExactly(403, "BLOCKED");
  }

  @Test
  void blockingIsListedAndTakenBack() {
    assertThat(block(ada, bob).status()).isEqualTo(200);
    assertThat(block(ada, bob).status()).isEqualTo(200);

    var list = ada.get("users/blocked").send();

    assertThat(list.data()).hasSize(1);
    assertThat(list.data().get(0).get("user").get("id").asString()).isEqualTo(bob.id());
    assertThat(list.data().get(0).get("blockedAt").asString()).endsWith("Z");
    assertThat(list.text()).doesNotContain("@");
    assertThat(bob.get("users/blocked").send().data()).isEmpty();
    assertThat(ada.delete("users/block/" + bob.id()).send().status()).isEqualTo(200);
    assertThat(ada.get("users/blocked").send().data()).isEmpty();
  }

  @Test
  void whatCannotBeBlockedIsRefused() {
    assertThat(block(ada, ada).status()).isEqualTo(400);
    assertThat(ada.post("users/block/" + NOBODY).send().status()).isEqualTo(404);
    assertThat(ada.post("users/block/rubbish").send().status()).isEqualTo(400);
    assertThat(ada.delete("users/block/rubbish").send().status()).isEqualTo(400);
    assertThat(api.post("users/block/" + bob.id()).send().status()).isEqualTo(401);
    assertThat(api.get("users/blocked").send().status()).isEqualTo(401);
  }

  @Test
  void nobodyWritesDirectlyOverABlock() {
    var direct = ada.direct(bob);
    block(ada, bob);

    assertBlocked(bob.say(direct, "hello"));
    assertBlocked(bob.post("messages").send(Map.of("receiverId", ada.id(), "text", "hello")));
    assertBlocked(ada.say(direct, "hello"));
    try (var socket = bob.socket()) {
      var ack = socket.call("send_message", Map.of("conversation_id", direct, "text", "hello"));
      assertThat(ack.get("error").asString()).isEqualTo("BLOCKED");
    }
    assertThat(bob.get("messages/conversation/" + direct).send().data()).isEmpty();
    ada.delete("users/block/" + bob.id()).send();
    assertThat(bob.say(direct, "hello").status()).isEqualTo(201);
  }

  @Test
  void aBlockedUserCannotAskInviteOrBegin() {
    var group = bob.group("Group");
    block(ada, bob);

    assertBlocked(bob.post("friends/requests").send(Map.of("toUserId", ada.id())));
    assertBlocked(bob.post("conversations/" + group + "/user").send(Map.of("userId", ada.id())));
    assertBlocked(
        bob.post("conversations")
            .send(Map.of("type", "group", "name", "Trap", "userIds", List.of(ada.id()))));
    assertBlocked(
        bob.post("conversations").send(Map.of("type", "direct", "userIds", List.of(ada.id()))));
    assertBlocked(bob.post("messages").send(Map.of("receiverId", ada.id(), "text", "hello")));
  }

  @Test
  void blockingEndsAFriendship() {
    FriendTest.befriend(ada, bob);
    try (var bobs = bob.socket()) {
      block(ada, bob);

      assertThat(bobs.event("friend_removed").get("friendId").asString()).isEqualTo(ada.id());
    }
    assertThat(bob.get("friends").send().data()).isEmpty();
  }

  @Test
  void aBlockedUserNeverSeesTheBlockerHere() {
    var direct = ada.direct(bob);
    try (var bobs = bob.socket()) {
      bobs.call("join_conversation", Map.of("conversation_id", direct));
      try (var adas = ada.socket()) {
        assertThat(bobs.event("friend_status_changed").get("status").asString())
            .isEqualTo("online");
        adas.call("heartbeat", Map.of());
        block(ada, bob);
        assertThat(bobs.event("friend_status_changed").get("status").asString())
            .isEqualTo("offline");

        adas.call("join_conversation", Map.of("conversation_id", direct));
        adas.call("typing", Map.of("conversation_id", direct, "typing", true));
        try (var again = ada.socket()) {
          again.call("heartbeat", Map.of());
        }
        ada.say(ada.group("Group", bob), "after all of that");

        bobs.event("new_message");
        assertThat(bobs.seen()).noneMatch(packet -> packet.contains("user_typing"));
        assertThat(bobs.seen()).noneMatch(packet -> packet.contains("user_joined"));
        var status = bob.get("friends/online-status").send().data();
        assertThat(status.get("statuses").get(ada.id()).asBoolean()).isFalse();
        assertThat(status.get("lastSeen").has(ada.id())).isFalse();
        var adasView = ada.get("friends/online-status").send().data().get("statuses");
        assertThat(adasView.get(bob.id()).asBoolean()).isTrue();
      }
    }
  }

  @Test
  void nothingArrivesOnceABlockIsAnswered() {
    blockWhileWriting();
  }

  @Tag("long")
  @RepeatedTest(50)
  void nothingArrivesOnceABlockIsAnsweredAgainAndAgain() {
    blockWhileWriting();
  }

  private void blockWhileWriting() {
    var direct = ada.direct(bob);
    var writing =
        CompletableFuture.supplyAsync(() -> {
          var stored = 0;
          while (stored < 50 && bob.say(direct, "hello").status() == 201) {
            stored++;
          }
          return stored;
        });

    block(ada, bob);
    assertBlocked(bob.say(direct, "hello"));

    var stored = writing.join();
    assertThat(ada.get("messages/conversation/" + direct + "?limit=100").send().data().size())
        .isEqualTo(stored);
  }
}
