package dev.parley.server;

import static dev.parley.server.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.gateway.Json;
import dev.parley.store.Race;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// What servers of this kind are known to get wrong, each by its name.
@ExtendWith(ServerExtension.class)
final class KnownDefectsTest {
  private final Api api;
  private final Parley parley;
  private final Person ada;
  private final Person bob;

  KnownDefectsTest(Api api, Parley parley) {
    this.api = api;
    this.parley = parley;
    this.ada = api.person("ada");
    this.bob = api.person("bob");
  }

  private static void assertAlive(TestSocket socket) {
    assertThat(socket.call("heartbeat", Map.of()).get("success").asBoolean()).isTrue();
  }

  @Test
  void aSecondTabDoesNotKickTheFirst() {
    var id = ada.direct(bob);
    var second = ada.socket();
    try (var first = ada.socket();
        var third = ada.socket()) {
      bob.say(id, "to all tabs");

      for (var tab : List.of(first, second, third)) {
        assertThat(tab.event("new_message").get("text").asString()).isEqualTo("to all tabs");
        assertAlive(tab);
      }
      second.close();
      assertAlive(first);
      assertAlive(third);
      assertThat(online(bob, ada)).isTrue();
    }
  }

  @Test
  void whatIsEmittedInTheConnectHandlerIsNotLost() {
    var id = ada.direct(bob);
    try (var socket = TestSocket.open(api, Map.of())) {
      // All of it before the server can have answered the first packet.
      socket.send("40" + Json.text(Map.of("token", ada.access())));
      socket.emit("join_conversation", Map.of("conversation_id", id));
      socket.emit("send_message", Map.of("conversation_id", id, "text", "at once"));
      socket.send("427[\"sync\",{}]");

      socket.packet("40{");
      assertThat(socket.event("joined_conversation").get("user_id").asString()).isEqualTo(ada.id());
      assertThat(socket.packet("437[")).contains("at once");
    }
    assertThat(bob.get("messages/conversation/" + id).send().data()).hasSize(1);
  }

  @Test
  void whatIsSentByRestIsDeliveredLive() {
    var id = ada.direct(bob);
    try (var adas = ada.socket();
        var bobs = bob.socket()) {
      var sent = ada.say(id, "by REST").data();

      assertThat(bobs.event("new_message")).isEqualTo(sent);
      assertThat(adas.event("new_message")).isEqualTo(sent);
    }
  }

  @Test
  void unreadIsNotStuckAfterManyMessages() {
    var id = ada.direct(bob);
    for (var i = 0; i < 130; i++) {
      ada.say(id, "message " + i);
    }
    assertThat(unread(bob, id)).isEqualTo(130);

    bob.post("conversations/" + id + "/read").send();

    assertThat(unread(bob, id)).isZero();
    ada.say(id, "one more");
    bob.say(id, "my own");
    assertThat(unread(bob, id)).isEqualTo(1);
    bob.post("conversations/" + id + "/read").send(Map.of("seq", 131));
    assertThat(unread(bob, id)).isZero();
    assertThat(unread(ada, id)).isEqualTo(1);
  }

  private static int unread(Person person, String id) {
    return person.get("conversations/" + id).send().data().get("unreadCount").asInt();
  }

  @Test
  void pagesOfHistoryLoseNothingThatWasSentWithinOneMillisecond() {
    var id = ada.group("Group", bob);
    Race.run(40, i -> (i % 2 == 0 ? ada : bob).say(id, "message " + i).data().get("seq").asLong());

    for (var direction : List.of("before", "after")) {
      var seen = new ArrayList<String>();
      var page =
          direction.equals("before")
              ? bob.get("messages/conversation/" + id + "?limit=3").send()
              : bob.get("messages/conversation/" + id + "?limit=3&sinceRev=0").send();
      while (true) {
        var ids = page.data().valueStream().map(m -> m.get("id").asString()).toList();
        seen.addAll(ids);
        if (!page.json().get("pagination").get("hasMore").asBoolean()) {
          break;
        }
        // Pages come newest first; the first one of those changed since comes oldest first.
        var last = direction.equals("before") || seen.size() == 3 ? ids.getLast() : ids.getFirst();
        page = bob.get("messages/conversation/" + id + "?limit=3&" + direction + "=" + last).send();
      }
      assertThat(seen).as(direction).hasSize(40).doesNotHaveDuplicates();
    }
    var all = bob.get("messages/conversation/" + id + "?limit=100").send().data();
    for (var i = 1; i < all.size(); i++) {
      var newer = all.get(i - 1);
      var older = all.get(i);
      assertThat(older.get("seq").asInt()).isEqualTo(newer.get("seq").asInt() - 1);
      assertThat(older.get("id").asString()).isLessThan(newer.get("id").asString());
      assertThat(older.get("createdAt").asString()).isLessThan(newer.get("createdAt").asString());
    }
  }

  @Test
  void nobodyIsAGhostAfterTheirSocketsBroke() {
    ada.direct(bob);
    for (var i = 0; i < 3; i++) {
      var broken = ada.socket();
      assertAlive(broken);
      broken.close(); // without a goodbye
    }
    var kept = ada.socket();
    assertAlive(kept);
    var admin = Administrator.of(api, parley);
    assertThat(online(bob, ada)).isTrue();

    kept.close();

    await().until(() -> !online(bob, ada));
    assertThat(admin.get("ws/users").send().text()).doesNotContain(ada.id());
    assertThat(admin.get("ws/stats").send().text()).doesNotContain(ada.id());
  }

  private static boolean online(Person asking, Person person) {
    return asking
        .get("friends/online-status")
        .send()
        .data()
        .get("statuses")
        .get(person.id())
        .asBoolean();
  }

  /// That all others refuse too is in [AdminMappingsTest].
  @Test
  void adminRoutesAreNeitherOpenNorBlind() {
    var admin = Administrator.of(api, parley);
    assertThat(api.get("ws/stats").send().status()).isEqualTo(401);
    assertThat(ada.get("ws/stats").send().status()).isEqualTo(403);
    assertThat(ada.delete("ws/users/" + bob.id()).send().status()).isEqualTo(403);

    try (var socket = bob.socket()) {
      assertAlive(socket);
      assertThat(admin.get("ws/users").send().text()).contains(bob.id()).doesNotContain(ada.id());
      assertThat(admin.delete("ws/users/" + bob.id()).send().status()).isEqualTo(200);
      socket.packet("41");
    }
  }

  /// That no answer of any test holds one is seen to by [Api].
  @Test
  void friendsAreNotShownAPasswordHash() {
    FriendTest.befriend(ada, bob);

    for (var path : List.of("friends", "users/search?username=" + bob.username())) {
      var text = ada.get(path).send().text();
      assertThat(text)
          .contains(bob.id())
          .doesNotContain("$argon2")
          .doesNotContainIgnoringCase("pass");
    }
    var members = ada.get("conversations/" + ada.direct(bob)).send().text();
    assertThat(members).contains(bob.email()).doesNotContainIgnoringCase("pass");
  }

  @Test
  void twoTabsThatRefreshAtOnceStaySignedIn() {
    var answers =
        Race.run(2, i -> api.post("auth/refresh").cookies("refreshToken=" + ada.refresh()).send());

    assertThat(answers).extracting(Api.Answer::status).containsOnly(200);
    for (var answer : answers) {
      assertThat(api.get("auth/me").bearer(answer.cookie("accessToken")).send().status())
          .isEqualTo(200);
      var next = "refreshToken=" + answer.cookie("refreshToken");
      assertThat(api.post("auth/refresh").cookies(next).send().status()).isEqualTo(200);
    }
  }
}
