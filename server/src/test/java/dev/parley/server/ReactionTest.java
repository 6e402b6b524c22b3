package dev.parley.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Reactions, pins, mentions and the edits before, as clients see them.
@ExtendWith(ServerExtension.class)
final class ReactionTest {
  private final Api api;
  private final Parley parley;
  private final Person ada;
  private final Person bob;
  private final String id;
  private final String message;

  ReactionTest(Api api, Parley parley) {
    this.api = api;
    this.parley = parley;
    this.ada = api.person("ada");
    this.bob = api.person("bob");
    this.id = ada.direct(bob);
    this.message = ada.say(id, "Hello").data().get("id").asString();
  }

  private String reaction(String emoji) {
    return path(message, emoji);
  }

  static String path(String message, String emoji) {
    return "messages/" + message + "/reactions/" + URLEncoder.encode(emoji, UTF_8);
  }

  @Test
  void aReactionIsSetTakenBackToldAndSynced() {
    try (var socket = ada.socket()) {
      var set = bob.put(reaction("👍🏽")).send();
      var again = bob.put(reaction("👍🏽")).send();

      assertThat(set.status()).isEqualTo(200);
      assertThat(set.data().get("reactions").toString())
          .isEqualTo("{\"👍🏽\":[\"" + bob.id() + "\"]}");
      assertThat(set.data().get("rev").asInt()).isEqualTo(2);
      assertThat(set.data().has("editedAt")).isFalse();
      assertThat(again.data()).isEqualTo(set.data());
      assertThat(socket.event("message_updated")).isEqualTo(set.data());
      assertThat(ada.post("sync").send(Map.of("cursors", Map.of(id, 1))).data().get("changes"))
          .containsExactly(set.data());

      var gone = bob.delete(reaction("👍🏽")).send();

      assertThat(gone.data().has("reactions")).isFalse();
      assertThat(gone.data().get("rev").asInt()).isEqualTo(3);
      assertThat(socket.event("message_updated")).isEqualTo(gone.data());
    }
  }

  @Test
  void aSocketReactsToo() {
    try (var socket = bob.socket()) {
      var on = socket.call("react", Map.of("message_id", message, "emoji", "❤️", "on", true));
      var off = socket.call("react", Map.of("message_id", message, "emoji", "❤️", "on", false));
      var wrong = socket.call("react", Map.of("message_id", "x", "emoji", 5));
      var none = socket.call("react", Map.of("message_id", message, "emoji", "no", "on", true));

      assertThat(on.get("data").get("reactions").get("❤️").get(0).asString()).isEqualTo(bob.id());
      assertThat(off.get("data").has("reactions")).isFalse();
      assertThat(wrong.get("details").valueStream().map(d -> d.get("field").asString()))
          .containsExactly("message_id", "emoji", "on");
      assertThat(none.get("error").asString()).isEqualTo("VALIDATION_FAILED");
    }
  }

  @Test
  void reactionsAndPinsAreRefusedAsEverythingIs() {
    var eve = api.person("eve");
    for (var path : List.of(reaction("👍"), "messages/" + message + "/pin")) {
      for (var method : List.of("PUT", "DELETE")) {
        assertThat(api.request(method, path).send().status()).isEqualTo(401);
        assertThat(api.request(method, path).bearer(eve.access()).send().status()).isEqualTo(404);
        assertThat(
                api.request(method, path.replace(message, "x"))
                    .bearer(bob.access())
                    .send()
                    .status())
            .isEqualTo(400);
        assertThat(
                api.request(method, path.replace(message, "f".repeat(24)))
                    .bearer(bob.access())
                    .send()
                    .status())
            .isEqualTo(404);
      }
      assertThat(bob.post(path).send(Map.of()).status()).isEqualTo(405);
    }
    for (var text : Stream.of("a", "1", "👍👍", "%", "<b>").toList()) {
      assertThat(bob.put(reaction(text)).send().status()).as(text).isEqualTo(400);
    }

    ada.delete("messages/" + message).send();

    assertThat(bob.put(reaction("👍")).send().status()).isEqualTo(404);
    assertThat(bob.put("messages/" + message + "/pin").send().status()).isEqualTo(404);
    assertThat(bob.put("messages/" + message).send(Map.of("text", "x")).status()).isEqualTo(404);
    assertThat(
            bob.post("messages")
                .send(Map.of("conversationId", id, "text", "x", "replyTo", message))
                .status())
        .isEqualTo(404);
  }

  @Test
  void pinsAreListedTheLastOneFirst() {
    var second = ada.say(id, "Second").data().get("id").asString();
    try (var socket = bob.socket()) {
      var pinned = bob.put("messages/" + message + "/pin").send().data();
      ada.put("messages/" + second + "/pin").send();

      assertThat(pinned.get("pinnedBy").asString()).isEqualTo(bob.id());
      assertThat(pinned.get("pinnedAt").asString()).isEqualTo(pinned.get("updatedAt").asString());
      assertThat(socket.event("message_updated")).isEqualTo(pinned);
      var pins = ada.get("conversations/" + id + "/pins").send().data();
      assertThat(pins.valueStream().map(pin -> pin.get("id").asString()))
          .containsExactly(second, message);
      assertThat(pins.get(1)).isEqualTo(pinned);

      ada.delete("messages/" + second + "/pin").send();

      assertThat(ada.get("conversations/" + id + "/pins").send().data()).containsExactly(pinned);
    }
    assertThat(api.person("eve").get("conversations/" + id + "/pins").send().status())
        .isEqualTo(404);
    assertThat(ada.get("conversations/x/pins").send().status()).isEqualTo(400);
  }

  @Test
  void mentionsAreCountedUntilTheyAreRead() {
    try (var socket = bob.socket()) {
      var said = ada.say(id, "Hi @" + bob.username().toUpperCase(java.util.Locale.ROOT) + "!");

      assertThat(said.data().get("mentions").get(0).asString()).isEqualTo(bob.id());
      var listed = bob.get("conversations/" + id).send().data();
      assertThat(listed.get("mentions").asInt()).isEqualTo(1);
      assertThat(listed.get("unreadCount").asInt()).isEqualTo(2);
      assertThat(ada.get("conversations/" + id).send().data().get("mentions").asInt()).isZero();

      bob.post("conversations/" + id + "/read").send(Map.of("seq", 2));

      var read = socket.event("conversation_read");
      assertThat(read.get("mentions").asInt()).isZero();
      assertThat(read.get("unreadCount").asInt()).isZero();
    }
  }

  @Test
  void adminsSeeWhatAMessageSaidBefore() {
    var admin = Administrator.of(api, parley);
    ada.put("messages/" + message).send(Map.of("text", "Hello!"));
    ada.put("messages/" + message).send(Map.of("text", "Hello!!"));
    var path = "ws/messages/" + message + "/edits";

    var edits = admin.get(path).send();

    assertThat(edits.status()).isEqualTo(200);
    assertThat(edits.data().valueStream().map(edit -> edit.get("text").asString()))
        .containsExactly("Hello", "Hello!");
    assertThat(edits.data().get(0).get("editedAt").asString()).endsWith("Z");
    assertThat(admin.get("ws/audit?limit=1").send().data().get("entries").get(0).toString())
        .contains("\"message.edits\"", message, admin.id());
    assertThat(ada.get(path).send().status()).isEqualTo(403);
    assertThat(api.get(path).send().status()).isEqualTo(401);
    assertThat(admin.get("ws/messages/x/edits").send().status()).isEqualTo(400);

    ada.delete("messages/" + message).send();

    assertThat(admin.get(path).send().status()).isEqualTo(404);
  }
}
