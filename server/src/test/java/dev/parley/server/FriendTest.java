package dev.parley.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

@ExtendWith(ServerExtension.class)
final class FriendTest {
  private static final String NOBODY = "f".repeat(24);

  private final Api api;
  private final Person ada;
  private final Person bob;

  FriendTest(Api api) {
    this.api = api;
    this.ada = api.person("ada");
    this.bob = api.person("bob");
  }

  private static Api.Answer ask(Person from, Person to) {
    return from.post("friends/requests").send(Map.of("toUserId", to.id()));
  }

  private static Api.Answer answer(Person person, String id, String how) {
    return person.post("friends/requests/" + id + "/" + how).send();
  }

  static void befriend(Person one, Person other) {
    answer(other, id(ask(one, other).data()), "accept");
  }

  private static String id(JsonNode node) {
    return node.get("id").asString();
  }

  @Test
  void aRequestNamesBothAndIsListedWithBoth() {
    var answer = ask(ada, bob);

    assertThat(answer.status()).isEqualTo(201);
    assertThat(answer.json().get("message").asString()).isNotEmpty();
    var request = answer.data();
    assertThat(request.propertyNames())
        .containsExactly(
            "id",
            "fromUserId",
            "toUserId",
            "status",
            "createdAt",
            "updatedAt",
            "fromUser",
            "toUser");
    assertThat(request.get("status").asString()).isEqualTo("pending");
    assertThat(request.get("fromUser").get("username").asString()).isEqualTo(ada.username());
    assertThat(request.get("toUser").get("username").asString()).isEqualTo(bob.username());
    assertThat(answer.text()).doesNotContain("@").doesNotContainIgnoringCase("password");
    var sent = ada.get("friends/requests").send().data();
    var received = bob.get("friends/requests").send().data();
    assertThat(sent.get("sent").get(0)).isEqualTo(request);
    assertThat(sent.get("received")).isEmpty();
    assertThat(received.get("received").get(0)).isEqualTo(request);
    assertThat(received.get("sent")).isEmpty();
  }

  @Test
  void whoCannotBeAskedIsRefused() {
    assertThat(ask(ada, ada).status()).isEqualTo(400);
    assertThat(ada.post("friends/requests").send(Map.of("toUserId", NOBODY)).status())
        .isEqualTo(404);
    assertThat(ada.post("friends/requests").send(Map.of()).wrongFields())
        .containsExactly("toUserId");
    assertThat(ada.post("friends/requests").send(Map.of("toUserId", 5)).status()).isEqualTo(400);
    assertThat(ada.post("friends/requests").sendText("[]").status()).isEqualTo(400);
    ask(ada, bob);
    assertThat(ask(ada, bob))
        .extracting(Api.Answer::status, Api.Answer::error)
        .containsExactly(400, "VALIDATION_FAILED");
    assertThat(ask(bob, ada).status()).isEqualTo(400);
    befriend(ada, api.person("cy"));
  }

  @Test
  void anAcceptedRequestMakesFriendsWithAConversation() {
    try (var adas = ada.socket();
        var bobs = bob.socket()) {
      var request = ask(ada, bob).data();
      assertThat(bobs.event("friend_request_received")).isEqualTo(request);
      assertThat(adas.event("friend_request_updated")).isEqualTo(request);

      var accepted = answer(bob, id(request), "accept");

      assertThat(accepted.status()).isEqualTo(200);
      var friend = accepted.data();
      assertThat(friend.propertyNames())
          .containsExactly("id", "userId", "friendId", "createdAt", "friend", "conversationId");
      assertThat(friend.get("userId").asString()).isEqualTo(bob.id());
      assertThat(friend.get("friendId").asString()).isEqualTo(ada.id());
      assertThat(friend.get("friend").get("email").asString()).isEqualTo(ada.email());
      var conversation = friend.get("conversationId").asString();
      assertThat(id(adas.event("conversation_created"))).isEqualTo(conversation);
      assertThat(id(bobs.event("conversation_created"))).isEqualTo(conversation);
      assertThat(ada.direct(bob)).isEqualTo(conversation);
      assertThat(ask(ada, bob).status()).isEqualTo(400);
      assertThat(answer(bob, id(request), "accept").status()).isEqualTo(400);
      assertThat(answer(bob, id(request), "decline").status()).isEqualTo(400);
    }
    try (var adas = ada.socket();
        var bobs = bob.socket()) {
      var removed = ada.delete("friends/" + bob.id()).send();

      assertThat(removed.status()).isEqualTo(200);
      assertThat(adas.event("friend_removed").get("friendId").asString()).isEqualTo(bob.id());
      assertThat(bobs.event("friend_removed").get("friendId").asString()).isEqualTo(ada.id());
      assertThat(ada.get("conversations").send().data().get("direct")).hasSize(1);
      assertThat(ada.delete("friends/" + bob.id()).send().status()).isEqualTo(404);
      assertThat(ada.delete("friends/rubbish").send().status()).isEqualTo(400);
    }
  }

  @Test
  void friendsSeeEachOthersEmailAndOthersDoNot() {
    befriend(ada, bob);
    var group = ada.group("Group", bob, api.person("cy"));

    var list = ada.get("friends").send();
    var members = ada.get("conversations/" + group).send().data().get("members");
    var found = ada.get("users/search?username=" + bob.username().substring(0, 3)).send().text();

    assertThat(list.data()).hasSize(1);
    var friend = list.data().get(0);
    assertThat(friend.get("userId").asString()).isEqualTo(ada.id());
    assertThat(friend.get("friend").get("email").asString()).isEqualTo(bob.email());
    assertThat(list.text()).doesNotContainIgnoringCase("password");
    assertThat(members.get(1).get("email").asString()).isEqualTo(bob.email());
    assertThat(members.get(2).propertyNames()).doesNotContain("email");
    assertThat(found).doesNotContainIgnoringCase("password");
  }

  @Test
  void aDeclineAndACancellationAreToldToBothAndOneMayAskAgain() {
    try (var adas = ada.socket();
        var bobs = bob.socket()) {
      var first = id(ask(ada, bob).data());
      assertThat(status(adas)).isEqualTo("pending");
      assertThat(answer(bob, first, "decline").status()).isEqualTo(200);
      assertThat(status(adas)).isEqualTo("declined");
      assertThat(status(bobs)).isEqualTo("declined");

      var second = id(ask(ada, bob).data());
      bobs.event("friend_request_received");
      assertThat(status(adas)).isEqualTo("pending");
      assertThat(bob.delete("friends/requests/" + second).send().status()).isEqualTo(403);
      assertThat(ada.delete("friends/requests/" + second).send().status()).isEqualTo(200);
      assertThat(status(adas)).isEqualTo("cancelled");
      assertThat(status(bobs)).isEqualTo("cancelled");
    }
  }

  private static String status(TestSocket socket) {
    return socket.event("friend_request_updated").get("status").asString();
  }

  @Test
  void aRequestIsNobodyElsesBusiness() {
    var request = id(ask(ada, bob).data());
    var eve = api.person("eve");

    for (var how : List.of("accept", "decline")) {
      assertThat(answer(eve, request, how).status()).isEqualTo(404);
      assertThat(answer(ada, request, how).status()).isEqualTo(403);
      assertThat(answer(bob, NOBODY, how).status()).isEqualTo(404);
      assertThat(answer(bob, "rubbish", how).status()).isEqualTo(400);
    }
    assertThat(eve.delete("friends/requests/" + request).send().status()).isEqualTo(404);
    assertThat(eve.get("friends/requests").send().text()).doesNotContain(request);
  }

  @Test
  void friendsSeeWhoIsHereWithoutAConversation() {
    befriend(ada, bob);
    try (var bobs = bob.socket();
        var adas = ada.socket()) {
      assertThat(bobs.event("friend_status_changed").get("user_id").asString()).isEqualTo(ada.id());
      bobs.call("heartbeat", Map.of());

      var statuses = bob.get("friends/online-status").send().data().get("statuses");

      assertThat(statuses.get(ada.id()).asBoolean()).isTrue();
      adas.call("heartbeat", Map.of());
    }
  }

  @Test
  void theFriendRoutesNeedSomebody() {
    for (var route : List.of("friends", "friends/requests", "friends/online-status")) {
      assertThat(api.get(route).send().status()).isEqualTo(401);
    }
    assertThat(api.post("friends/requests").send(Map.of()).status()).isEqualTo(401);
    assertThat(api.post("friends/requests/" + NOBODY + "/accept").send().status()).isEqualTo(401);
    assertThat(api.delete("friends/" + NOBODY).send().status()).isEqualTo(401);
    assertThat(ada.put("friends").send().status()).isEqualTo(405);
  }

  @Test
  void tenAcceptsAtOnceMakeOneFriendship() {
    acceptAtOnce();
  }

  @Tag("long")
  @RepeatedTest(50)
  void tenAcceptsAtOnceMakeOneFriendshipAgainAndAgain() {
    acceptAtOnce();
  }

  private void acceptAtOnce() {
    var request = id(ask(ada, bob).data());

    var answers = atOnce(10, i -> answer(bob, request, "accept"));

    assertThat(answers).extracting(Api.Answer::status).containsOnlyOnce(200).containsOnly(200, 400);
    assertThat(ada.get("friends").send().data()).hasSize(1);
    assertThat(bob.get("friends").send().data()).hasSize(1);
    assertThat(bob.get("conversations").send().data().get("direct")).hasSize(1);
  }

  @Test
  void askingEachOtherAtOnceLeavesOneRequest() {
    askEachOther();
  }

  @Tag("long")
  @RepeatedTest(50)
  void askingEachOtherAtOnceLeavesOneRequestAgainAndAgain() {
    askEachOther();
  }

  private void askEachOther() {
    var answers = atOnce(8, i -> i % 2 == 0 ? ask(ada, bob) : ask(bob, ada));

    assertThat(answers).extracting(Api.Answer::status).containsOnlyOnce(201).containsOnly(201, 400);
    var pending = ada.get("friends/requests").send().data();
    assertThat(pending.get("sent").size() + pending.get("received").size()).isEqualTo(1);
  }

  private static List<Api.Answer> atOnce(int count, IntFunction<Api.Answer> call) {
    return IntStream.range(0, count)
        .mapToObj(i -> CompletableFuture.supplyAsync(() -> call.apply(i)))
        .toList()
        .stream()
        .map(CompletableFuture::join)
        .toList();
  }
}
