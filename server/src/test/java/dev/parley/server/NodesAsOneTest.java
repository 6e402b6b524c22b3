package dev.parley.server;

import static dev.parley.server.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// What is done on one of two nodes, which are processes of their own, holds on the other.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class NodesAsOneTest {
  private static final Duration SOON = Duration.ofSeconds(30);

  /// So slow to fill that none does while a test counts.
  private static final String BUDGET = "100/10h";

  private static final Map<String, String> LIMITED =
      Map.of(
          "PARLEY_LIMITS_ENABLED", "true",
          "PARLEY_TRUSTED_PROXIES", "127.0.0.1",
          "PARLEY_LIMITS_SIGN_IN", BUDGET,
          "PARLEY_LIMITS_SIGN_IN_ACCOUNT", "3/10h",
          "PARLEY_LIMITS_SIGN_UP", BUDGET,
          "PARLEY_LIMITS_REFRESH", BUDGET,
          "PARLEY_LIMITS_MAIL", BUDGET,
          "PARLEY_LIMITS_SEARCH", BUDGET,
          "PARLEY_LIMITS_UPLOAD", BUDGET,
          "PARLEY_LIMITS_FRIEND_REQUEST", BUDGET);

  @SuppressWarnings("NullAway.Init")
  private TestCluster cluster;

  @SuppressWarnings("NullAway.Init")
  private Api one;

  @SuppressWarnings("NullAway.Init")
  private Api other;

  @SuppressWarnings("NullAway.Init")
  private Person admin;

  @SuppressWarnings("NullAway.Init")
  private Person eve;

  @BeforeAll
  void start(@TempDir Path folder) {
    cluster = new TestCluster(folder, 2, LIMITED);
    one = cluster.api(0);
    other = cluster.api(1);
    admin = one.signIn(new Person(one, "", "admin", "admin@parley.example", "", ""));
    eve = one.person("eve");
  }

  @AfterAll
  void stop() {
    cluster.close();
  }

  private Person elsewhere(String name) {
    return one.person(name).at(other);
  }

  @Test
  void aKickClosesTheSocketsOnEveryNodeAndTheSessionStaysValid() {
    var bob = one.person("bob");
    try (var here = bob.socket();
        var there = bob.at(other).socket()) {
      assertThat(admin.at(other).delete("ws/users/" + bob.id()).send().status()).isEqualTo(200);

      assertThat(here.packet("41")).isEqualTo("41");
      assertThat(there.packet("41")).isEqualTo("41");
      here.closeCode();
      there.closeCode();
    }
    for (var node : List.of(one, other)) {
      await()
          .atMost(SOON)
          .until(() -> admin.at(node).delete("ws/users/" + bob.id()).send().status() == 404);
      assertThat(bob.at(node).get("users/profile").send().status()).isEqualTo(200);
    }
  }

  @Test
  void aBroadcastReachesTheSocketsOnEveryNode() {
    var ada = one.person("ada");
    var bob = elsewhere("bob");
    var group = ada.group("Group", bob);
    try (var adas = ada.socket();
        var bobs = bob.socket()) {
      admin.post("ws/conversations/" + group + "/broadcast").send(Map.of("message", "Closing"));

      var seen = adas.event("new_message");
      assertThat(bobs.event("new_message")).isEqualTo(seen);
      assertThat(seen.get("kind").asString()).isEqualTo("broadcast");
      assertThat(seen.get("text").asString()).isEqualTo("Closing");
    }
  }

  @Test
  void whateverEndsASessionEndsItOnTheOtherNode() {
    var ada = one.person("ada");

    var signedOut = one.signIn(ada);
    assertEnds(signedOut, one.post("auth/signout").cookies(signedOut.cookies()), Map.of());

    var revoked = one.signIn(ada);
    assertEnds(revoked, ada.delete("auth/sessions/" + newestSession(ada)), Map.of());

    var password = Map.of("password", "another horse", "currentPassword", Api.PASSWORD);
    assertEnds(one.signIn(ada), ada.put("users/profile"), password);

    assertThat(ada.at(other).get("auth/me").send().status()).isEqualTo(200);
    assertEnds(ada, admin.put("ws/accounts/" + ada.id()), Map.of("disabled", true));
    var again = Map.of("email", ada.email(), "password", "another horse");
    assertThat(other.post("auth/signin").send(again).status()).isNotEqualTo(200);
  }

  private static String newestSession(Person person) {
    return person
        .get("auth/sessions")
        .send()
        .data()
        .valueStream()
        .filter(session -> !session.get("current").asBoolean())
        .map(session -> session.get("id").asString())
        .findFirst()
        .orElseThrow();
  }

  private void assertEnds(Person device, Api.Request ending, Object body) {
    var there = device.at(other);
    try (var socket = there.socket()) {
      assertThat(ending.send(body).status()).isEqualTo(200);

      assertThat(socket.packet("41")).isEqualTo("41");
      socket.closeCode();
      assertThat(there.get("auth/me").send().status()).isEqualTo(401);
      var refresh = other.post("auth/refresh").cookies(device.cookies());
      assertThat(refresh.send().status()).isEqualTo(401);
    }
  }

  @Test
  void whoIsAddedOrRemovedOrMadeAdminIsSoOnTheOtherNode() {
    var ada = one.person("ada");
    var bob = elsewhere("bob");
    var eve = this.eve.at(other);
    var id = ada.group("together", bob);
    try (var bobs = bob.socket();
        var eves = eve.socket()) {
      var eveToo = Map.of("userId", eve.id());
      assertThat(eve.say(id, "not yet").status()).isEqualTo(404);
      ada.post("conversations/" + id + "/user").send(eveToo);
      assertThat(eve.say(id, "hello").status()).isEqualTo(201);
      assertThat(eves.event("conversation_created").get("id").asString()).isEqualTo(id);
      assertThat(userIn(bobs.event("participant_added"))).isEqualTo(eve.id());

      var name = Map.of("name", "renamed");
      assertThat(eve.put("conversations/" + id).send(name).status()).isEqualTo(403);
      ada.put("conversations/" + id + "/user/" + eve.id() + "/role").send(Map.of("role", "admin"));
      assertThat(eve.put("conversations/" + id).send(name).status()).isEqualTo(200);

      ada.delete("conversations/" + id + "/user").send(Map.of("userId", bob.id()));
      assertThat(bob.say(id, "still here").status()).isEqualTo(404);
      assertThat(userIn(bobs.event("participant_removed"))).isEqualTo(bob.id());
      assertThat(bob.get("messages/conversation/" + id).send().status()).isEqualTo(404);
      ada.say(id, "without bob");
      while (!eves.event("new_message").path("text").asString("").equals("without bob")) {
        // what was said before
      }
      bobs.call("heartbeat", Map.of());
      assertThat(bobs.seen()).noneMatch(packet -> packet.contains("without bob"));
    }
  }

  @Test
  void whoLeavesOnOneNodeHasLeftOnTheOther() {
    var ada = one.person("ada");
    var bob = elsewhere("bob");
    var id = ada.group("together", bob);
    try (var bobs = bob.socket();
        var adas = ada.socket()) {
      assertThat(ada.at(other).put("conversations/" + id + "/user").send().status()).isEqualTo(200);

      assertThat(ada.say(id, "still here").status()).isEqualTo(404);
      assertThat(userIn(adas.event("participant_removed"))).isEqualTo(ada.id());
      assertThat(userIn(bobs.event("participant_removed"))).isEqualTo(ada.id());
      assertThat(bobs.event("conversation_updated").get("ownerId").asString()).isEqualTo(bob.id());
    }
  }

  private static String userIn(JsonNode participant) {
    return participant.get("user_id").asString();
  }

  @Test
  void aChangedProfileIsSeenOnTheOtherNode() {
    var ada = one.person("ada");
    var bob = elsewhere("bob");
    var id = ada.direct(bob);
    ada.say(id, "under my old name");
    assertThat(senderName(bob, id)).isEqualTo(ada.username());

    var name = ada.username() + "-anew";
    assertThat(ada.put("users/profile").send(Map.of("username", name)).status()).isEqualTo(200);

    await().atMost(SOON).until(() -> senderName(bob, id).equals(name));
    assertThat(bob.get("conversations/" + id).send().data().get("name").asString()).isEqualTo(name);
  }

  private static String senderName(Person reader, String id) {
    var newest = reader.get("messages/conversation/" + id).send().data().get(0);
    return newest.get("senderName").asString();
  }

  @Test
  void eachNodeKnowsWhoIsConnectedToBothAndWhatTheyView() {
    var ada = one.person("ada");
    var bob = elsewhere("bob");
    var id = ada.group("together", bob);
    try (var adas = ada.socket();
        var bobs = bob.socket()) {
      adas.call("join_conversation", Map.of("conversation_id", id));
      bobs.call("join_conversation", Map.of("conversation_id", id));

      for (var node : List.of(one, other)) {
        var there = admin.at(node);
        await()
            .atMost(SOON)
            .untilAsserted(() -> {
              assertBothIn(there.get("ws/users").send().data().get("users"), ada, bob);
              var viewers = there.get("ws/conversations/" + id + "/participants").send().data();
              assertBothIn(viewers.get("participants"), ada, bob);
              var viewed = there.get("ws/conversations").send().data().get("conversations");
              assertThat(viewed.size()).isEqualTo(1);
              assertBothIn(viewed.get(0).get("participants"), ada, bob);
              var stats = there.get("ws/stats").send().data();
              assertBothIn(stats.get("users"), ada, bob);
              assertThat(stats.get("connectedUsers").asInt()).isEqualTo(2);
              assertThat(stats.get("connections").asInt()).isEqualTo(2);
              assertThat(stats.get("nodes").asInt()).isEqualTo(2);
            });
      }
      var statuses = ada.get("friends/online-status").send().data().get("statuses");
      assertThat(statuses.get(bob.id()).asBoolean()).isTrue();
    }
  }

  private static void assertBothIn(JsonNode ids, Person one, Person other) {
    assertThat(ids.valueStream().map(JsonNode::asString))
        .containsExactlyInAnyOrder(one.id(), other.id());
  }

  /// Answers are of no matter: what is asked wrongly counts too. A node that got no answer from
  /// Redis within a second counts by itself, on a machine that stands still: then it is asked
  /// again.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "POST auth/signin",
        "POST auth/signup",
        "POST auth/refresh",
        "POST auth/password/forgot",
        "GET users/search?username=a",
        "GET messages/search?q=a",
        "POST friends/requests",
        "POST upload/presigned-url"
      })
  void aBudgetOfTheClustersIsOneForBothNodes(String route) {
    await()
        .atMost(SOON)
        .untilAsserted(() -> {
          var first = remaining(eve, route);
          var second = remaining(eve.at(other), route);
          var third = remaining(eve, route);

          assertThat(List.of(second, third)).containsExactly(first - 1, first - 2);
        });
  }

  private static long remaining(Person person, String route) {
    var parts = route.split(" ", -1);
    var answer =
        person
            .api()
            .request(parts[0], parts[1])
            .header("X-Forwarded-For", "192.0.2." + route.length())
            .bearer(person.access())
            .send(Map.of());
    return Long.parseLong(answer.header("x-ratelimit-remaining"));
  }

  @Test
  void guessingAPasswordOnBothNodesIsGuessingOnOne() {
    var bob = one.person("bob");
    for (var node : List.of(one, other, one)) {
      assertThat(guess(node, bob)).isEqualTo(401);
    }

    assertThat(guess(other, bob)).isEqualTo(429);
    assertThat(guess(one, bob)).isEqualTo(429);
  }

  private static int guess(Api node, Person person) {
    var wrong = Map.of("email", person.email(), "password", "wrong password");
    return node.post("auth/signin").send(wrong).status();
  }
}
