package dev.parley.server;

import static dev.parley.server.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.chat.ConversationStore;
import dev.parley.chat.EntryLog;
import dev.parley.chat.PushService;
import dev.parley.chat.PushSubscription;
import dev.parley.chat.PushSubscriptions;
import dev.parley.chat.Pushes;
import dev.parley.chat.Relations;
import dev.parley.chat.Store;
import dev.parley.gateway.Profiles;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Browsers that have no page open are told of what was not read. The server would do it in a day;
/// here it is done when a test says that the readers' time is over.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class PushTest {
  private final PushInbox inbox = new PushInbox();

  /// What is to be done when the readers' time is over.
  private final Queue<Runnable> later = new ArrayDeque<>();

  /// How many pushes were handed on.
  private int handed;

  @TempDir private static Path folder;
  private Parley parley;
  private Api api;
  private Pushes pushes;

  @BeforeAll
  void start() {
    parley = start(folder, "1d");
    api = new Api(parley.port());
    pushes =
        new Pushes(
            parley.part(PushSubscriptions.class),
            this::send,
            new Pushes.Sources(
                parley.part(EntryLog.class),
                parley.part(ConversationStore.class),
                parley.part(Profiles.class),
                parley.part(Relations.class)),
            Duration.ofDays(1),
            (pause, task) -> later.add(task));
  }

  private Parley start(Path data, String after) {
    return ServerExtension.start(
        data,
        "--parley.push.endpoints=" + inbox.origin(),
        "--parley.push.subject=mailto:ops@parley.example",
        "--parley.push.after=" + after,
        "--parley.limits.enabled=false");
  }

  private void send(PushSubscription to, PushService.Push push, Runnable gone) {
    handed++;
    parley.part(WebPush.class).send(to, push, gone);
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

  private JsonNode say(Person sender, String conversationId, String text) {
    return noted(sender.say(conversationId, text));
  }

  private JsonNode noted(Api.Answer sent) {
    var entry = parley.part(EntryLog.class).entry(sent.data().get("id").asString());
    pushes.note(Objects.requireNonNull(entry));
    return sent.data();
  }

  /// So many pushes come of what was noted.
  private void readersTimeIsOver(int count) {
    var before = handed;
    for (var task = later.poll(); task != null; task = later.poll()) {
      task.run();
    }
    assertThat(handed - before).isEqualTo(count);
  }

  @Test
  void theServerDoesItByItselfAWhileLater(@TempDir Path data) {
    try (var server = start(data, "50ms")) {
      var there = new Api(server.port());
      var ada = there.person("ada");
      var bob = there.person("bob");
      subscribe(bob, "by-itself");

      ada.say(ada.direct(bob), "Hello");

      assertThat(inbox.next().push().get("text").asString()).isEqualTo("Hello");
    }
  }

  @Test
  void whoHasNotReadAMessageIsPushedOfIt() throws Exception {
    var ada = subscribed("ada");
    var bob = subscribed("bob");
    var group = ada.group("Engines", bob);
    var before = Instant.now();

    say(ada, group, "one");
    var sent = say(ada, group, "two ✓");
    readersTimeIsOver(1);

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
        .isBetween(before, Instant.now().plusSeconds(24 * 3600));
  }

  @Test
  void whoReadsItOnAnotherDeviceIsNotPushed() {
    var ada = api.person("ada");
    var bob = subscribed("bob");
    var direct = ada.direct(bob);
    say(ada, direct, "Hello");
    bob.post("conversations/" + direct + "/read").send(Map.of("seq", 1));

    readersTimeIsOver(0);
  }

  @Test
  void whoHasMutedItIsPushedOnlyOfWhatNamesThem() {
    var ada = api.person("ada");
    var bob = subscribed("bob");
    var group = ada.group("Group", bob);
    bob.put("conversations/" + group + "/settings").send(Map.of("muted", true));
    say(ada, group, "nothing");
    readersTimeIsOver(0);

    var named = say(ada, group, "look, @" + bob.username());
    say(ada, group, "nothing again");
    readersTimeIsOver(1);

    var came = inbox.next();
    assertThat(came.push().get("messageId")).isEqualTo(named.get("id"));
    assertThat(came.headers()).containsEntry("Urgency", "high");
  }

  @Test
  void nobodyIsPushedOfWhatIsDeletedOrOfWhomTheyHaveBlocked() {
    var ada = api.person("ada");
    var bob = subscribed("bob");
    var group = ada.group("Group", bob);
    var message = say(ada, group, "oops").get("id").asString();
    ada.delete("messages/" + message).send();
    readersTimeIsOver(0);

    bob.post("users/block/" + ada.id()).send();
    say(ada, group, "still here");
    readersTimeIsOver(0);
  }

  @Test
  void aLongTextIsCutAndAFileIsItsName() {
    var ada = api.person("ada");
    var bob = subscribed("bob");
    var direct = ada.direct(bob);
    say(ada, direct, "😀".repeat(300));
    readersTimeIsOver(1);
    var came = inbox.next();
    assertThat(came.push().get("text").asString()).isEqualTo("😀".repeat(200) + "…");
    assertThat(came.push().has("name")).isFalse();
    assertThat(came.headers()).containsEntry("Urgency", "high");

    noted(ada.post("messages").send(Map.of("conversationId", direct, "fileName", "a.pdf")));
    readersTimeIsOver(1);
    assertThat(inbox.next().push().get("text").asString()).isEqualTo("a.pdf");
  }

  @Test
  void whereItIsGoneItIsForgottenAndWhereItIsBusyItIsTriedOnceMore() {
    var ada = api.person("ada");
    var bob = subscribed("bob");
    var direct = ada.direct(bob);
    inbox.answer(429);
    say(ada, direct, "one");
    readersTimeIsOver(1);
    assertThat(inbox.next().push()).isEqualTo(inbox.next().push());

    inbox.answer(410);
    say(ada, direct, "two");
    readersTimeIsOver(1);
    inbox.next();
    await().until(() -> browsers(bob) == 0);
    say(ada, direct, "three");
    readersTimeIsOver(0);
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

    say(ada, ada.direct(bob), "Hello");
    say(ada, ada.direct(cem), "Hello");
    readersTimeIsOver(0);
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
