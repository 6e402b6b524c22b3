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

  @Test
  void anEntryOfTheListSaysAllThereIsToSay() {
    var ada = api.person("ada");
    var bob = api.person("bob");
    bob.put("users/profile").send(Map.of("avatar", "https://x.example/bob.png"));
    var direct = ada.direct(bob);
    var group = ada.group("Group", bob);

    var list = ada.get("conversations").send().data();

    var common =
        List.of(
            "id",
            "name",
            "avatar",
            "ownerId",
            "type",
            "createdAt",
            "unreadCount",
            "lastReadAt",
            "lastMessage",
            "lastSeq",
            "readSeq",
            "rev",
            "muted",
            "pinned",
            "archived",
            "mentions");
    assertThat(list.get("group").get(0).propertyNames())
        .containsExactlyInAnyOrderElementsOf(common);
    assertThat(list.get("group").get(0).get("id").asString()).isEqualTo(group);
    assertThat(list.get("group").get(0).get("ownerId").asString()).isEqualTo(ada.id());
    var entry = list.get("direct").get(0);
    assertThat(entry.propertyNames()).contains("otherUserId").containsAll(common);
    assertThat(entry.get("id").asString()).isEqualTo(direct);
    assertThat(entry.get("avatar").asString()).isEqualTo("https://x.example/bob.png");
    assertThat(entry.get("ownerId").isNull()).isTrue();
    assertThat(entry.get("lastReadAt").isNull()).isTrue();
    ada.post("conversations/" + direct + "/read").send();
    bob.say(direct, "hi");
    ada.post("conversations/" + direct + "/read").send();
    assertThat(ada.get("conversations/" + direct).send().data().get("lastReadAt").asString())
        .endsWith("Z");
  }

  @Test
  void onlyGroupsNeedAName() {
    var ada = api.person("ada");
    var bob = api.person("bob");
    var named = Map.of("type", "direct", "name", "ignored", "userIds", List.of(bob.id()));

    var direct = ada.post("conversations").send(named);
    assertThat(direct.status()).isEqualTo(201);
    assertThat(direct.data().propertyNames()).containsExactly("id", "name", "type", "ownerId");
    assertThat(direct.data().get("name").asString()).isEqualTo(bob.username());
    assertThat(create(ada, "group", List.of(bob.id())).wrongFields()).containsExactly("name");
    for (var name : List.of("", " ", "x".repeat(101), " x", "a\tb")) {
      var group = Map.of("type", "group", "name", name, "userIds", List.of());
      assertThat(ada.post("conversations").send(group).wrongFields()).containsExactly("name");
    }
    assertThat(ada.group("👪".repeat(100), bob)).isNotEmpty();
  }

  @Test
  void aGroupHasAtMostAThousandMembers() {
    var ada = api.person("ada");
    var ids = IntStream.range(0, 1_000).mapToObj(i -> "%024x".formatted(i)).toList();
    var group = Map.of("type", "group", "name", "All", "userIds", ids);

    assertThat(ada.post("conversations").send(group).wrongFields()).containsExactly("userIds");
    var unknown = Map.of("type", "group", "name", "All", "userIds", ids.subList(0, 999));
    assertThat(ada.post("conversations").send(unknown).status()).isEqualTo(404);
  }

  @Test
  void whoMayDoWhatInAGroup() {
    var owner = api.person("owner");
    var admin = api.person("admin");
    var member = api.person("member");
    var other = api.person("other");
    var id = owner.group("Group", admin, member);
    var path = "conversations/" + id;
    owner.put(path + "/user/" + admin.id() + "/role").send(Map.of("role", "admin"));

    for (var refused :
        List.of(
            member.put(path).send(Map.of("name", "Mine")),
            member.delete(path).send(),
            admin.delete(path).send(),
            member.post(path + "/user").send(Map.of("userId", other.id())),
            member.delete(path + "/user").send(Map.of("userId", admin.id())),
            member.put(path + "/user/" + member.id() + "/role").send(Map.of("role", "admin")),
            admin.put(path + "/user/" + member.id() + "/role").send(Map.of("role", "admin")))) {
      assertThat(refused)
          .extracting(Api.Answer::status, Api.Answer::error)
          .containsExactly(403, "FORBIDDEN");
    }
    // What is not there is said before what one may not.
    assertThat(member.post(path + "/user").send(Map.of("userId", NOBODY)).status()).isEqualTo(404);
    assertThat(member.delete(path + "/user").send(Map.of("userId", other.id())).status())
        .isEqualTo(404);
    assertThat(admin.delete(path + "/user").send(Map.of("userId", owner.id())).wrongFields())
        .containsExactly("userId");
    for (var role : List.of("owner", "king", "")) {
      assertThat(
              owner
                  .put(path + "/user/" + member.id() + "/role")
                  .send(Map.of("role", role))
                  .wrongFields())
          .containsExactly("role");
    }
    assertThat(admin.put(path).send(Map.of("name", "Ours")).status()).isEqualTo(200);
    assertThat(admin.post(path + "/user").send(Map.of("userId", other.id())).status())
        .isEqualTo(200);
    assertThat(admin.delete(path + "/user").send(Map.of("userId", member.id())).status())
        .isEqualTo(200);
    assertThat(owner.delete(path).send().status()).isEqualTo(200);
  }

  @Test
  void aGroupPassesToItsLongestStandingAdminBeforeAnyMember() {
    var ada = api.person("ada");
    var bob = api.person("bob");
    var cem = api.person("cem");
    var dan = api.person("dan");
    var id = ada.group("Group", bob, cem, dan);
    for (var admin : List.of(dan, cem)) {
      ada.put("conversations/" + id + "/user/" + admin.id() + "/role")
          .send(Map.of("role", "admin"));
    }

    ada.put("conversations/" + id + "/user").send();

    assertThat(bob.get("conversations/" + id).send().data().get("ownerId").asString())
        .isEqualTo(cem.id());
  }

  @Test
  void whoJoinsReadsAllOfItWithNothingUnreadAndWhoLeftReadsNothingMore() {
    var ada = api.person("ada");
    var bob = api.person("bob");
    var id = ada.group("Group");
    var message = ada.say(id, "before").data().get("id").asString();

    ada.post("conversations/" + id + "/user").send(Map.of("userId", bob.id()));

    var joined = bob.get("conversations/" + id).send().data();
    assertThat(joined.get("unreadCount").asInt()).isZero();
    assertThat(joined.get("readSeq")).isEqualTo(joined.get("lastSeq"));
    assertThat(bob.get("messages/conversation/" + id).send().data()).hasSize(1);
    ada.say(id, "after");
    assertThat(unread(bob, id)).isEqualTo(1);
    assertThat(bob.put("conversations/" + id + "/user").send().status()).isEqualTo(200);
    for (var answer :
        List.of(
            bob.get("messages/" + message).send(),
            bob.get("messages/conversation/" + id).send(),
            bob.get("conversations/" + id).send(),
            bob.get("conversations/" + id + "/pins").send(),
            bob.post("conversations/" + id + "/read").send(),
            bob.put("conversations/" + id + "/user").send(),
            bob.say(id, "hello?"))) {
      assertThat(answer.status()).isEqualTo(404);
    }
    assertThat(bob.get("conversations").send().data().get("group")).isEmpty();
  }

  @Test
  void everyChangeOfAGroupIsANoticeInItsTimelineAndNoMessage() {
    var ada = api.person("ada");
    var bob = api.person("bob");
    var cem = api.person("cem");
    var id = ada.group("Group", bob);
    var path = "conversations/" + id;
    try (var bobs = bob.socket()) {
      ada.put(path).send(Map.of("name", "Ours", "avatar", "https://x.example/g.png"));
      ada.post(path + "/user").send(Map.of("userId", cem.id()));
      ada.post(path + "/user").send(Map.of("userId", cem.id()));
      ada.put(path + "/user/" + cem.id() + "/role").send(Map.of("role", "admin"));
      cem.put(path + "/user").send();
      ada.post(path + "/user").send(Map.of("userId", cem.id()));
      ada.delete(path + "/user").send(Map.of("userId", cem.id()));

      var expected =
          List.of(
              "renamed",
              "avatar_changed",
              "member_added",
              "role_changed",
              "member_left",
              "member_added",
              "member_removed");
      var notices = bob.get("messages/conversation/" + id + "?entries=all").send().data();
      assertThat(
              notices
                  .valueStream()
                  .map(n -> n.get("notice").get("type").asString())
                  .toList()
                  .reversed())
          .isEqualTo(expected);
      for (var i = 0; i < expected.size(); i++) {
        assertThat(bobs.event("new_notice")).isEqualTo(notices.get(expected.size() - 1 - i));
      }
    }
    assertThat(bob.get("messages/conversation/" + id).send().data()).isEmpty();
    assertThat(unread(bob, id)).isZero();
  }
}
