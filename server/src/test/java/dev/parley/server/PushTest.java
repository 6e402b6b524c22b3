package dev.parley.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parley.chat.Store;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// Browsers that have no page open are told of what was not read.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class PushTest {
  private final PushInbox inbox = new PushInbox();
  @TempDir private static Path folder;
  private Parley parley;
  private Api api;

  @BeforeAll
  void start() {
    parley =
        ServerExtension.start(
            folder,
            "--parley.push.endpoints=" + inbox.origin(),
            "--parley.push.subject=mailto:ops@parley.example",
            "--parley.push.after=300ms",
            "--parley.limits.enabled=false");
    api = new Api(parley.port());
  }

  @AfterAll
  void stop() {
    parley.close();
    inbox.close();
  }

  @AfterEach
  void nothingElseCame() {
    assertThat(inbox.isEmpty()).isTrue();
  }

  private Person subscribed(String name) {
    var person = api.person(name);
    subscribe(person, person.id());
    return person;
  }

  private void subscribe(Person person, String path) {
    var answer = person.post("push/subscriptions").send(inbox.subscription(path));
    assertThat(answer.status()).as(answer.text()).isEqualTo(201);
  }

  private int browsers(Person person) {
    return parley.part(Store.class).pushes().of(person.id()).size();
  }

  /// Whatever was to be told before this was told, or never will be.
  private void nothingMore() {
    var one = api.person("last");
    var other = subscribed("last");
    one.say(one.direct(other), "the end");
    assertThat(inbox.next().path()).isEqualTo("/" + other.id());
  }

  @Test
  void whoHasNotReadAMessageIsPushedOfIt() throws Exception {
    var ada = subscribed("ada");
    var bob = subscribed("bob");
    var group = ada.group("Engines", bob);
    var before = Instant.now();

    ada.say(group, "one");
    var sent = ada.say(group, "two ✓").data();

    var came = inbox.next();
    assertThat(came.path()).isEqualTo("/" + bob.id());
    assertThat(came.push().toString())
        .isEqualTo(
            "{\"conversationId\":\"%s\",\"messageId\":\"%s\",\"seq\":2,\"from\":\"%s\",\"name\":\"Engines\",\"text\":\"two ✓\",\"unread\":2}"
                .formatted(group, sent.get("id").asString(), ada.username()));
    assertThat(came.headers())
        .containsEntry("Content-Encoding", "aes128gcm")
        .containsEntry("TTL", "86400")
        .containsEntry("Urgency", "normal")
        .containsEntry("Topic", group);
    var key = api.get("push/key").bearer(ada.access()).send().data().get("publicKey").asString();
    var claims =
        PushInbox.token(came.headers().getOrDefault("Authorization", ""), key).getJWTClaimsSet();
    assertThat(claims.getAudience()).containsExactly(inbox.origin());
    assertThat(claims.getSubject()).isEqualTo("mailto:ops@parley.example");
    assertThat(claims.getExpirationTime().toInstant())
        .isBetween(before, before.plusSeconds(24 * 3600));
    nothingMore();
  }

  @Test
  void whoReadsItOnAnotherDeviceIsNotPushed() {
    var ada = api.person("ada");
    var bob = subscribed("bob");
    var direct = ada.direct(bob);
    ada.say(direct, "Hello");
    bob.post("conversations/" + direct + "/read").send(Map.of("seq", 1));

    nothingMore();
  }

  @Test
  void whoHasMutedItIsPushedOnlyOfWhatNamesThem() {
    var ada = api.person("ada");
    var bob = subscribed("bob");
    var group = ada.group("Group", bob);
    bob.put("conversations/" + group + "/settings").send(Map.of("muted", true));
    ada.say(group, "nothing");
    nothingMore();

    var named = ada.say(group, "look, @" + bob.username()).data();
    ada.say(group, "nothing again");

    var came = inbox.next();
    assertThat(came.push().get("messageId")).isEqualTo(named.get("id"));
    assertThat(came.headers()).containsEntry("Urgency", "high");
    nothingMore();
  }

  @Test
  void nobodyIsPushedOfWhatIsDeletedOrOfWhomTheyHaveBlocked() {
    var ada = api.person("ada");
    var bob = subscribed("bob");
    var group = ada.group("Group", bob);
    var message = ada.say(group, "oops").data().get("id").asString();
    ada.delete("messages/" + message).send();
    nothingMore();

    bob.post("users/block/" + ada.id()).send();
    ada.say(group, "still here");
    nothingMore();
  }

  @Test
  void aLongTextIsCutAndAFileIsItsName() {
    var ada = api.person("ada");
    var bob = subscribed("bob");
    var direct = ada.direct(bob);
    ada.say(direct, "😀".repeat(300));
    var came = inbox.next();
    assertThat(came.push().get("text").asString()).isEqualTo("😀".repeat(200) + "…");
    assertThat(came.push().has("name")).isFalse();
    assertThat(came.headers()).containsEntry("Urgency", "high");

    ada.post("messages").send(Map.of("conversationId", direct, "fileName", "a.pdf"));
    assertThat(inbox.next().push().get("text").asString()).isEqualTo("a.pdf");
  }

  @Test
  void whereItIsGoneItIsForgottenAndWhereItIsBusyItIsTriedOnceMore() {
    var ada = api.person("ada");
    var bob = subscribed("bob");
    var direct = ada.direct(bob);
    inbox.answer(429);
    ada.say(direct, "one");
    assertThat(inbox.next().push()).isEqualTo(inbox.next().push());

    inbox.answer(410);
    ada.say(direct, "two");
    inbox.next();
    await().until(() -> browsers(bob) == 0);
    ada.say(direct, "three");
    nothingMore();
  }

  @Test
  void aBrowserTakesPushesForOnePersonUntilTheySignOut() {
    var ada = api.person("ada");
    var bob = subscribed("bob");
    var cem = api.person("cem");
    subscribe(cem, bob.id());
    assertThat(browsers(bob)).isZero();
    assertThat(browsers(cem)).isOne();

    cem.post("auth/signout").send();
    assertThat(browsers(cem)).isZero();

    ada.say(ada.direct(bob), "Hello");
    ada.say(ada.direct(cem), "Hello");
    nothingMore();
  }

  @Test
  void subscriptionsAreOnesOwnAndTenAtMost() {
    var ada = subscribed("ada");
    var bob = subscribed("bob");
    var bobs = Map.of("endpoint", inbox.origin() + "/" + bob.id());

    assertThat(ada.delete("push/subscriptions").send(bobs).status()).isEqualTo(200);
    assertThat(browsers(bob)).isOne();
    assertThat(bob.delete("push/subscriptions").send(bobs).status()).isEqualTo(200);
    assertThat(bob.delete("push/subscriptions").send(bobs).status()).isEqualTo(200);
    assertThat(browsers(bob)).isZero();

    for (var i = 0; i < 12; i++) {
      subscribe(ada, ada.id() + "/" + i);
    }
    assertThat(browsers(ada)).isEqualTo(10);
    ada.delete("users/me").send(Map.of("password", Api.PASSWORD, "messages", "keep"));
    assertThat(browsers(ada)).isZero();
  }

  @Test
  void whatIsNoSubscriptionIsRefused() {
    var ada = api.person("ada");
    var good = inbox.subscription("ada");
    assertThat(api.get("push/key").send().status()).isEqualTo(401);
    assertThat(api.post("push/subscriptions").send(good).status()).isEqualTo(401);
    assertThat(ada.get("push/subscriptions").send().status()).isEqualTo(405);
    assertThat(ada.post("push/subscriptions").sendText("[]").error()).isEqualTo("INVALID_PAYLOAD");

    assertThat(ada.post("push/subscriptions").send(Map.of()).wrongFields())
        .containsExactly("endpoint", "keys");
    assertThat(
            ada.post("push/subscriptions")
                .send(Map.of("endpoint", 7, "keys", List.of("p256dh")))
                .wrongFields())
        .containsExactly("endpoint", "keys");
    for (var endpoint :
        List.of("https://evil.example/", "http://localhost/", inbox.origin() + "0/", "\u0000")) {
      assertThat(wrong(ada, endpoint, Objects.requireNonNull(good.get("keys"))))
          .containsExactly("endpoint");
    }
    var offTheCurve = new byte[65];
    offTheCurve[0] = 4;
    for (var point : List.of("", "äöü", "AAAA", PushInbox.text(offTheCurve))) {
      var keys = Map.of("p256dh", point, "auth", PushInbox.text(new byte[16]));
      assertThat(wrong(ada, inbox.origin(), keys)).containsExactly("keys");
    }
    assertThat(ada.delete("push/subscriptions").send(Map.of()).wrongFields())
        .containsExactly("endpoint");
    assertThat(browsers(ada)).isZero();
  }

  private static List<String> wrong(Person person, String endpoint, Object keys) {
    var body = Map.of("endpoint", endpoint, "keys", keys);
    return new ArrayList<>(person.post("push/subscriptions").send(body).wrongFields());
  }
}
