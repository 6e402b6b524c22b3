package dev.parley.server;

import static dev.parley.server.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

@ExtendWith(ServerExtension.class)
final class SearchTest {
  private final Api api;
  private final Person ada;
  private final Person bob;
  private final String id;

  SearchTest(Api api) {
    this.api = api;
    this.ada = api.person("ada");
    this.bob = api.person("bob");
    this.id = ada.direct(bob);
  }

  private static Api.Answer search(Person person, String typed, String more) {
    var q = URLEncoder.encode(typed, StandardCharsets.UTF_8);
    return person.get("messages/search?q=" + q + more).send();
  }

  private static List<String> texts(Person person, String typed, String more) {
    return search(person, typed, more)
        .data()
        .valueStream()
        .map(hit -> hit.get("message").get("text").asString())
        .toList();
  }

  private static void awaitFound(Person person, String typed, String... texts) {
    await().untilAsserted(() -> assertThat(texts(person, typed, "")).containsExactly(texts));
  }

  @Test
  void aHitIsTheMessageAndWhereItSaysSo() {
    var sent = ada.say(id, "👍 Let's meet at the café").data();
    awaitFound(bob, "cafe", "👍 Let's meet at the café");

    var answer = search(bob, "meet caf", "").json();

    var hit = answer.get("data").get(0);
    assertThat(hit.get("message")).isEqualTo(sent);
    assertThat(highlights(hit)).containsExactly("9+4", "21+4");
    assertThat(answer.get("pagination").get("limit").asInt()).isEqualTo(20);
    assertThat(answer.get("pagination").has("nextCursor")).isFalse();
  }

  private static List<String> highlights(JsonNode hit) {
    return hit.get("highlights")
        .valueStream()
        .map(at -> at.get("start").asInt() + "+" + at.get("length").asInt())
        .toList();
  }

  @Test
  void editsAndDeletionsAreFollowed() {
    var message = ada.say(id, "first version").data().get("id").asString();
    awaitFound(bob, "first", "first version");

    ada.put("messages/" + message).send(Map.of("text", "second version"));
    awaitFound(bob, "second", "second version");
    assertThat(texts(bob, "first", "")).isEmpty();

    ada.delete("messages/" + message).send();
    assertThat(texts(bob, "second", "")).isEmpty();
  }

  @Test
  void whoIsRemovedFindsNothingMore() {
    var group = ada.group("Two", bob);
    ada.say(group, "treasure");
    awaitFound(bob, "treasure", "treasure");
    assertThat(texts(api.person("eve"), "treasure", "")).isEmpty();

    ada.delete("conversations/" + group + "/user").send(Map.of("userId", bob.id()));

    assertThat(texts(bob, "treasure", "")).isEmpty();
    assertThat(search(bob, "treasure", "&conversationId=" + group).status()).isEqualTo(404);
    assertThat(texts(ada, "treasure", "&conversationId=" + group)).containsExactly("treasure");
  }

  @Test
  void hitsComeNewestFirstInPagesAndNarrowedDown() {
    var sent = new ArrayList<String>();
    for (var i = 0; i < 7; i++) {
      sent.addFirst("page " + i);
      (i % 2 == 0 ? ada : bob).say(id, "page " + i);
    }
    await().until(() -> texts(ada, "page", "").size() == 7);

    var first = search(ada, "page", "&limit=3").json();
    var cursor = first.get("pagination").get("nextCursor").asString();
    var second = texts(ada, "page", "&limit=4&cursor=" + cursor);

    assertThat(texts(ada, "page", "&limit=3")).isEqualTo(sent.subList(0, 3));
    assertThat(second).isEqualTo(sent.subList(3, 7));
    assertThat(texts(ada, "page", "&senderId=" + bob.id()))
        .containsExactly("page 5", "page 3", "page 1");
    assertThat(texts(ada, "page", "&from=2026-01-01&to=2026-01-02T10:00:00Z")).isEmpty();
    assertThat(texts(ada, "page", "&from=2020-01-01T00:00:00%2B01:00")).hasSize(7);
  }

  @Test
  void rubbishIsAnsweredAndNeverADefect() {
    ada.say(id, "something");
    for (var typed :
        List.of(
            "\"", "\"\"\"", "*", "a* OR b", "NEAR(a b)", "-x", "text:x", "\0", "👍", "' --", "(")) {
      assertThat(search(ada, typed, "").status()).as(typed).isEqualTo(200);
    }
    for (var wrong :
        List.of(
            "",
            "?q=",
            "?q=%20",
            "?q=" + "x".repeat(201),
            "?q=x&limit=0",
            "?q=x&limit=51",
            "?q=x&cursor=x",
            "?q=x&cursor=-1",
            "?q=x&conversationId=x",
            "?q=x&senderId=",
            "?q=x&from=yesterday",
            "?q=x&to=2026-13-01")) {
      var answer = ada.get("messages/search" + wrong).send();
      assertThat(answer.error()).as(wrong).isEqualTo("VALIDATION_FAILED");
    }
    assertThat(ada.get("messages/search?q=" + "x".repeat(10_000)).send().status())
        .isBetween(400, 499);
    assertThat(api.get("messages/search?q=x").send().status()).isEqualTo(401);
    assertThat(search(ada, "x", "&conversationId=" + "f".repeat(24)).status()).isEqualTo(404);
  }
}
