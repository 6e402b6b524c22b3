package dev.parley.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(ServerExtension.class)
final class ConversationTest {
  private static final String NOBODY = "f".repeat(24);

  private final Api api;

  ConversationTest(Api api) {
    this.api = api;
  }

  @Test
  void twoPeopleHaveOneDirectConversationHoweverOftenItIsAskedFor() {
    var ada = api.person("ada");
    var bob = api.person("bob");

    var answers =
        IntStream.range(0, 8)
            .mapToObj(i ->
                CompletableFuture.supplyAsync(() ->
                    (i % 2 == 0 ? ada : bob)
                        .post("conversations")
                        .send(
                            Map.of(
                                "type",
                                "direct",
                                "userIds",
                                List.of(i % 2 == 0 ? bob.id() : ada.id())))))
            .toList()
            .stream()
            .map(CompletableFuture::join)
            .toList();

    assertThat(answers).extracting(Api.Answer::status).containsOnlyOnce(201).containsOnly(200, 201);
    assertThat(answers.stream().map(a -> a.data().get("id").asString()).distinct()).hasSize(1);
  }

  @Test
  void aDirectConversationIsNamedAfterTheOtherOne() {
    var ada = api.person("ada");
    var bob = api.person("bob");
    var id = ada.direct(bob);

    var seen = bob.get("conversations").send().data().get("direct").get(0);

    assertThat(seen.get("id").asString()).isEqualTo(id);
    assertThat(seen.get("name").asString()).isEqualTo(ada.username());
    assertThat(seen.get("otherUserId").asString()).isEqualTo(ada.id());
    assertThat(seen.get("type").asString()).isEqualTo("direct");
  }

  @Test
  void theListHasNewestActivityFirstWithUnreadAndLastMessage() {
    var ada = api.person("ada");
    var bob = api.person("bob");
    var first = ada.group("First", bob);
    var second = ada.group("Second", bob);
    ada.say(second, "one");
    ada.say(first, "two");
    ada.say(first, "three");

    var answer = bob.get("conversations").send();

    assertThat(answer.json().get("message").asString()).isEqualTo("Success");
    var groups = answer.data().get("group");
    assertThat(groups.valueStream().map(g -> g.get("id").asString()))
        .containsExactly(first, second);
    assertThat(groups.get(0).get("unreadCount").asInt()).isEqualTo(2);
    assertThat(groups.get(0).get("lastMessage").get("text").asString()).isEqualTo("three");
    assertThat(groups.get(0).get("lastSeq").asInt()).isEqualTo(2);
  }

  @Test
  void theListComesInPagesWhereALimitIsNamed() {
    var ada = api.person("ada");
    var ids = IntStream.range(0, 3).mapToObj(i -> ada.group("Group " + i)).toList();

    var first = ada.get("conversations?limit=2").send().data();
    var cursor = first.get("nextCursor").asString();
    var second = ada.get("conversations?limit=2&cursor=" + cursor).send().data();

    assertThat(first.get("group").valueStream().map(g -> g.get("id").asString()))
        .containsExactly(ids.get(2), ids.get(1));
    assertThat(second.get("group").valueStream().map(g -> g.get("id").asString()))
        .containsExactly(ids.get(0));
    assertThat(ada.get("conversations?limit=0").send().status()).isEqualTo(400);
    assertThat(ada.get("conversations?cursor=x").send().status()).isEqualTo(400);
  }

  @Test
  void aGroupHasItsMembersWithRoles() {
    var ada = api.person("ada");
    var bob = api.person("bob");
    var id = ada.group("Friends", bob);

    var members = bob.get("conversations/" + id).send().data().get("members");

    assertThat(members.valueStream().map(m -> m.get("role").asString()))
        .containsExactly("owner", "member");
    assertThat(members.get(0).has("email")).isFalse();
  }

  @Test
  void whatIsWrongWithANewConversationIsNamed() {
    var ada = api.person("ada");

    assertThat(ada.post("conversations").send(Map.of("type", "club")).wrongFields())
        .contains("type", "userIds");
    assertThat(create(ada, "group", List.of()).status()).isEqualTo(400);
    assertThat(create(ada, "direct", List.of(ada.id())).status()).isEqualTo(400);
    assertThat(create(ada, "direct", List.of("x")).status()).isEqualTo(400);
    assertThat(create(ada, "direct", List.of(NOBODY)).status()).isEqualTo(404);
  }

  private static Api.Answer create(Person person, String type, List<String> userIds) {
    return person.post("conversations").send(Map.of("type", type, "userIds", userIds));
  }

  @Test
  void whoIsNotInAConversationNeverLearnsThatItExists() {
    var ada = api.person("ada");
    var eve = api.person("eve");
    var id = ada.group("Secret");
    var unknown = eve.get("conversations/" + NOBODY).send();

    for (var answer :
        List.of(
            eve.get("conversations/" + id).send(),
            eve.put("conversations/" + id).send(Map.of("name", "Mine")),
            eve.delete("conversations/" + id).send(),
            eve.post("conversations/" + id + "/user").send(Map.of("userId", eve.id())),
            eve.put("conversations/" + id + "/user").send(),
            eve.put("conversations/" + id + "/settings").send(Map.of("muted", true)),
            eve.post("conversations/" + id + "/read").send(),
            eve.get("messages/conversation/" + id).send(),
            eve.say(id, "hello?"))) {
      assertThat(answer.status()).isEqualTo(404);
      assertThat(answer.text()).isEqualTo(unknown.text());
    }
  }

  @Test
  void ownerAndAdminsPresentAGroupAndMembersDoNot() {
    var ada = api.person("ada");
    var bob = api.person("bob");
    var id = ada.group("Friends", bob);

    var refused = bob.put("conversations/" + id).send(Map.of("name", "Mine"));
    var role =
        ada.put("conversations/" + id + "/user/" + bob.id() + "/role")
            .send(Map.of("role", "admin"));
    var changed =
        bob.put("conversations/" + id)
            .send(Map.of("name", "Ours", "avatar", "https://x.example/g.png"));

    assertThat(refused)
        .extracting(Api.Answer::status, Api.Answer::error)
        .containsExactly(403, "FORBIDDEN");
    assertThat(role.status()).isEqualTo(200);
    assertThat(changed.data().get("name").asString()).isEqualTo("Ours");
    assertThat(changed.data().get("avatar").asString()).isEqualTo("https://x.example/g.png");
  }

  @Test
  void aChangeThatIsHalfWrongChangesNothing() {
    var ada = api.person("ada");
    var id = ada.group("Friends");

    var answer =
        ada.put("conversations/" + id).send(Map.of("name", "Ours", "avatar", "ftp://x.example"));

    assertThat(answer.wrongFields()).containsExactly("avatar");
    assertThat(ada.get("conversations/" + id).send().data().get("name").asString())
        .isEqualTo("Friends");
  }

  @Test
  void peopleAreAddedAndRemoved() {
    var ada = api.person("ada");
    var bob = api.person("bob");
    var id = ada.group("Friends");
    ada.say(id, "before bob");
    var members = "conversations/" + id + "/user";

    assertThat(ada.post(members).send(Map.of("userId", bob.id())).status()).isEqualTo(200);
    assertThat(ada.post(members).send(Map.of("userId", bob.id())).status()).isEqualTo(200);
    assertThat(bob.get("messages/conversation/" + id).send().json().get("data")).hasSize(1);
    assertThat(bob.delete(members).send(Map.of("userId", ada.id())).status()).isEqualTo(403);
    assertThat(ada.delete(members).send(Map.of("userId", ada.id())).status()).isEqualTo(400);
    assertThat(ada.delete(members).send(Map.of("userId", bob.id())).status()).isEqualTo(200);
    assertThat(bob.get("messages/conversation/" + id).send().status()).isEqualTo(404);
    assertThat(ada.post(members).send(Map.of("userId", NOBODY)).status()).isEqualTo(404);
    assertThat(ada.post(members).send(Map.of()).status()).isEqualTo(400);
  }

  @Test
  void whoLeavesAsOwnerPassesTheGroupOnAndTheLastOneEndsIt() {
    var ada = api.person("ada");
    var bob = api.person("bob");
    var id = ada.group("Friends", bob);

    assertThat(ada.put("conversations/" + id + "/user").send().status()).isEqualTo(200);
    assertThat(bob.get("conversations/" + id).send().data().get("ownerId").asString())
        .isEqualTo(bob.id());
    assertThat(bob.put("conversations/" + id + "/user").send().status()).isEqualTo(200);
    assertThat(bob.get("conversations/" + id).send().status()).isEqualTo(404);
  }

  @Test
  void aGroupIsDeletedByItsOwner() {
    var ada = api.person("ada");
    var bob = api.person("bob");
    var id = ada.group("Friends", bob);

    assertThat(bob.delete("conversations/" + id).send().status()).isEqualTo(403);
    assertThat(ada.delete("conversations/" + id).send().status()).isEqualTo(200);
    assertThat(bob.get("conversations/" + id).send().status()).isEqualTo(404);
  }

  @Test
  void aDirectConversationIsNotManagedLikeAGroup() {
    var ada = api.person("ada");
    var bob = api.person("bob");
    var path = "conversations/" + ada.direct(bob);

    for (var answer :
        List.of(
            ada.put(path).send(Map.of("name", "Us")),
            ada.post(path + "/user").send(Map.of("userId", NOBODY)),
            ada.delete(path + "/user").send(Map.of("userId", bob.id())),
            ada.put(path + "/user").send(),
            ada.put(path + "/user/" + bob.id() + "/role").send(Map.of("role", "admin")))) {
      assertThat(answer)
          .extracting(Api.Answer::status, Api.Answer::error)
          .containsExactly(400, "DIRECT_CONVERSATION");
    }
    assertThat(ada.delete(path).send().status()).isEqualTo(200);
    assertThat(ada.get(path).send().data().get("archived").asBoolean()).isTrue();
    assertThat(bob.get(path).send().data().get("archived").asBoolean()).isFalse();
  }

  @Test
  void readingMovesTheMarkForwardOnlyAndNoFurtherThanTheHead() {
    var ada = api.person("ada");
    var bob = api.person("bob");
    var id = ada.direct(bob);
    for (int i = 0; i < 3; i++) {
      ada.say(id, "message " + i);
    }
    var path = "conversations/" + id + "/read";

    assertThat(unread(bob, id)).isEqualTo(3);
    assertThat(bob.post(path).send(Map.of("seq", 2)).json().get("message").asString())
        .isEqualTo("Conversation marked as read");
    assertThat(unread(bob, id)).isEqualTo(1);
    bob.post(path).send(Map.of("seq", 1));
    assertThat(unread(bob, id)).isEqualTo(1);
    bob.post(path).send(Map.of("seq", 99));
    assertThat(unread(bob, id)).isEqualTo(0);
    ada.say(id, "one more");
    assertThat(bob.post(path).send().status()).isEqualTo(200);
    assertThat(unread(bob, id)).isEqualTo(0);
    assertThat(bob.post(path).send(Map.of("seq", -1)).status()).isEqualTo(400);
    assertThat(bob.post(path).send(Map.of("seq", "2")).status()).isEqualTo(400);
  }

  private static int unread(Person person, String id) {
    return person.get("conversations/" + id).send().data().get("unreadCount").asInt();
  }

  @Test
  void everybodyKeepsAConversationTheirOwnWay() {
    var ada = api.person("ada");
    var bob = api.person("bob");
    var path = "conversations/" + ada.direct(bob);

    var kept = ada.put(path + "/settings").send(Map.of("muted", true, "pinned", true));

    assertThat(kept.data().get("muted").asBoolean()).isTrue();
    assertThat(ada.get(path).send().data().get("pinned").asBoolean()).isTrue();
    assertThat(bob.get(path).send().data().get("muted").asBoolean()).isFalse();
    assertThat(ada.put(path + "/settings").send(Map.of("muted", "yes")).wrongFields())
        .containsExactly("muted");
  }

  @Test
  void oneSeesWhoOfThePeopleOneKnowsIsHere() {
    var ada = api.person("ada");
    var bob = api.person("bob");
    var carol = api.person("carol");
    ada.group("Friends", bob, carol);
    try (var socket = bob.socket()) {
      socket.call("heartbeat", Map.of("timestamp", 1));

      var statuses = ada.get("friends/online-status").send().data().get("statuses");

      assertThat(statuses.get(bob.id()).asBoolean()).isTrue();
      assertThat(statuses.get(carol.id()).asBoolean()).isFalse();
    }
  }
}
