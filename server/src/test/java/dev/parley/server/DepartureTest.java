package dev.parley.server;

import static dev.parley.server.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.chat.Departure;
import dev.parley.chat.DepartureStore;
import dev.parley.chat.Departures;
import dev.parley.gateway.Json;
import dev.parley.gateway.Profiles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Deleting one's account, and taking one's data along before.
@ExtendWith(ServerExtension.class)
final class DepartureTest {
  private final Api api;
  private final Parley parley;

  DepartureTest(Api api, Parley parley) {
    this.api = api;
    this.parley = parley;
  }

  private static Api.Answer depart(Person person, String messages) {
    return person
        .delete("users/me")
        .send(Map.of("password", "correct horse", "messages", messages));
  }

  private void awaitDone(Person person) {
    var store = parley.part(DepartureStore.class);
    await().until(() -> store.open().stream().noneMatch(d -> d.userId().equals(person.id())));
  }

  private static List<JsonNode> history(Person person, String conversation) {
    return person
        .get("messages/conversation/" + conversation + "?entries=all&limit=100")
        .send()
        .data()
        .valueStream()
        .toList();
  }

  @Test
  void whoGoesIsGoneAtOnceAndTheirNameIsFree() {
    var ada = api.person("ada");
    try (var socket = ada.socket()) {
      var answer = depart(ada, "keep");

      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.headers().allValues("set-cookie")).hasSize(2);
      socket.packet("41");
    }
    assertThat(ada.get("auth/me").send().status()).isEqualTo(401);
    assertThat(api.post("auth/refresh").cookies(ada.cookies()).send().status()).isEqualTo(401);
    assertThat(
            api.post("auth/signin")
                .send(Map.of("email", ada.email(), "password", "correct horse"))
                .error())
        .isEqualTo("INVALID_CREDENTIALS");
    assertThat(
            api.post("auth/signup")
                .send(
                    Map.of(
                        "username", ada.username(), "email", ada.email(), "password", "12345678"))
                .status())
        .isEqualTo(201);
  }

  @Test
  void messagesThatStayAreThoseOfADeletedUser() {
    var ada = api.person("ada");
    var bob = api.person("bob");
    var direct = ada.direct(bob);
    ada.say(direct, "remember me");

    depart(ada, "keep");
    awaitDone(ada);

    var message = history(bob, direct).getFirst();
    assertThat(message.get("text").asString()).isEqualTo("remember me");
    assertThat(message.get("senderName").asString()).isEqualTo("Deleted user");
    var listed = bob.get("conversations").send().data().get("direct").get(0);
    assertThat(listed.get("name").asString()).isEqualTo("Deleted user");
  }

  @Test
  void messagesThatGoBecomeTombstonesLive() {
    var ada = api.person("ada");
    var bob = api.person("bob");
    var direct = ada.direct(bob);
    var group = bob.group("Group", ada);
    for (var i = 0; i < 150; i++) {
      ada.say(group, "forget " + i);
    }
    ada.say(direct, "forget me");
    bob.say(direct, "stays");
    try (var socket = bob.socket()) {
      depart(ada, "erase");

      assertThat(socket.event("message_updated").get("deletedAt").isNull()).isFalse();
    }
    awaitDone(ada);
    assertThat(history(bob, direct))
        .extracting(entry -> entry.get("text").asString(""))
        .containsExactly("stays", "");
    assertThat(history(bob, group))
        .filteredOn(entry -> entry.get("kind").asString().equals("message"))
        .hasSizeGreaterThan(90)
        .allSatisfy(entry -> assertThat(entry.has("deletedAt")).isTrue());
  }

  @Test
  void whoeverStaysKeepsTheConversationWithADeletedUser() {
    var ada = api.person("ada");
    var bob = api.person("bob");
    var cem = api.person("cem");
    var direct = ada.direct(bob);
    ada.say(direct, "remember me");
    var group = bob.group("Group");
    depart(ada, "keep");
    awaitDone(ada);

    assertThat(bob.get("messages/friend/" + ada.id()).send().data()).hasSize(1);
    var listed = bob.get("conversations/" + direct).send().data();
    assertThat(listed.get("otherUserId").asString()).isEqualTo(ada.id());
    assertThat(listed.get("unreadCount").asInt()).isEqualTo(1);
    assertThat(bob.post("conversations/" + direct + "/read").send().status()).isEqualTo(200);
    assertThat(bob.say(direct, "are you there?").status()).isEqualTo(201);
    var online = bob.get("friends/online-status").send().data().get("statuses");
    assertThat(online.path(ada.id()).asBoolean(false)).isFalse();
    for (var gone :
        List.of(
            bob.post("friends/requests").send(Map.of("toUserId", ada.id())),
            bob.post("conversations/" + group + "/user").send(Map.of("userId", ada.id())),
            bob.post("users/block/" + ada.id()).send(),
            bob.post("users/report").send(Map.of("userId", ada.id(), "reason", "x")),
            cem.post("messages").send(Map.of("receiverId", ada.id(), "text", "hello")),
            cem.post("conversations")
                .send(Map.of("type", "direct", "userIds", List.of(ada.id()))))) {
      assertThat(gone.status()).as(gone.text()).isEqualTo(404);
    }
    assertThat(bob.get("users/search?username=" + ada.username()).send().json()).isEmpty();
    assertThat(bob.delete("conversations/" + direct).send().status()).isEqualTo(200);
  }

  @Test
  void groupsPassOnAndFriendshipsEnd() {
    var ada = api.person("ada");
    var bob = api.person("bob");
    var group = ada.group("Ours", bob);
    ada.post("friends/requests").send(Map.of("toUserId", bob.id()));
    var request = bob.get("friends/requests").send().data().get("received").get(0);
    bob.post("friends/requests/" + request.get("id").asString() + "/accept").send();
    assertThat(bob.get("friends").send().data()).hasSize(1);

    depart(ada, "keep");
    awaitDone(ada);

    var detail = bob.get("conversations/" + group).send().data();
    assertThat(detail.get("ownerId").asString()).isEqualTo(bob.id());
    assertThat(detail.get("members")).hasSize(1);
    assertThat(history(bob, group).getFirst().get("notice").get("type").asString())
        .isEqualTo("member_left");
    assertThat(bob.get("friends").send().data()).isEmpty();
  }

  @Test
  void whatAStopCutShortIsFinishedLater(@TempDir Path folder) {
    Person bob;
    String direct;
    try (var server = ServerExtension.start(folder)) {
      var there = new Api(server.port());
      var ada = there.person("ada");
      bob = there.person("bob");
      direct = ada.direct(bob);
      ada.say(direct, "forget me");
      // As if the server stopped right after the account was gone.
      server.part(Profiles.class).remove(new Departure(ada.id(), true));
    }
    try (var server = ServerExtension.start(folder)) {
      var again = bob.at(new Api(server.port()));
      await().until(() -> history(again, direct).getFirst().get("text").isNull());
      await().until(() -> server.part(DepartureStore.class).open().isEmpty());
    }
  }

  @Test
  void itTakesThePasswordAndAChoice() {
    var ada = api.person("ada");

    var wrong = ada.delete("users/me").send(Map.of("password", "wrong", "messages", "keep"));

    assertThat(wrong.wrongFields()).containsExactly("password");
    assertThat(ada.delete("users/me").send(Map.of("messages", "burn")).wrongFields())
        .containsExactly("messages");
    assertThat(ada.delete("users/me").send(Map.of("messages", "keep")).wrongFields())
        .containsExactly("password");
    assertThat(ada.delete("users/me").send().wrongFields()).containsExactly("messages");
    assertThat(api.delete("users/me").send().status()).isEqualTo(401);
    assertThat(ada.get("auth/me").send().status()).isEqualTo(200);
    assertThat(parley.part(Departures.class)).isNotNull();
  }

  @Test
  void anAdminStaysUntilAnotherTookTheRole() {
    var admin = Administrator.of(api, parley);

    assertThat(depart(admin, "keep").status()).isEqualTo(403);
    assertThat(admin.get("auth/me").send().status()).isEqualTo(200);
  }

  @Test
  void theExportHoldsWhatOneMayRead() {
    var ada = api.person("ada");
    var bob = api.person("bob");
    var eve = api.person("eve");
    ada.post("users/block/" + eve.id()).send();
    var direct = ada.direct(bob);
    bob.say(direct, "secret of " + bob.username());
    var group = ada.group("Ours", bob);
    for (var i = 0; i < 250; i++) {
      ada.say(group, "line " + i);
    }
    var others = bob.group("Theirs", eve);
    bob.say(others, "not for ada");

    var answer = ada.get("users/export").send();

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("content-type")).startsWith("application/x-ndjson");
    assertThat(answer.header("content-disposition")).startsWith("attachment");
    var lines = new ArrayList<JsonNode>();
    answer.text().lines().forEach(line -> lines.add(Json.mapper().readTree(line)));
    assertThat(lines).extracting(line -> line.get("type").asString()).startsWith("profile");
    assertThat(of(lines, "session")).hasSize(1);
    assertThat(of(lines, "blocked")).hasSize(1);
    assertThat(of(lines, "conversation")).hasSize(2);
    assertThat(of(lines, "message"))
        .hasSize(251)
        .extracting(data -> data.get("text").asString())
        .contains("secret of " + bob.username(), "line 0", "line 249")
        .doesNotContain("not for ada");
    assertThat(answer.text()).doesNotContain("$argon2", "passwordHash", bob.email());
    assertThat(api.get("users/export").send().status()).isEqualTo(401);
  }

  private static List<JsonNode> of(List<JsonNode> lines, String type) {
    return lines.stream()
        .filter(line -> line.get("type").asString().equals(type))
        .map(line -> line.get("data"))
        .toList();
  }
}
