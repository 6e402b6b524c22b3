package dev.parley.server;

import static dev.parley.server.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.gateway.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// A server with small limits. Each test comes from addresses of its own, through a proxy the
/// server trusts.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class LimitsTest {
  private Parley server;
  private Api api;

  @BeforeAll
  void start(@TempDir Path folder) {
    server =
        ServerExtension.start(
            folder,
            "--parley.trusted-proxies=127.0.0.1",
            "--parley.limits.connections-of-address=5",
            "--parley.limits.connections-of-user=3",
            "--parley.limits.sign-in=25/1h",
            "--parley.limits.sign-in-account=3/1h",
            "--parley.limits.refresh=2/1h",
            "--parley.limits.send=5/1h",
            "--parley.limits.search=2/1h",
            "--parley.limits.friend-request=off",
            "--parley.limits.read=2000/1m",
            "--parley.limits.other=1000/1m");
    api = new Api(server.port());
  }

  @AfterAll
  void stop() {
    server.close();
  }

  @Test
  void aLimitedRouteTellsHowTheBudgetStands() {
    var ada = api.person("ada");
    var now = System.currentTimeMillis() / 1_000;

    var first = ada.get("users/search?username=a").send();
    var second = ada.get("users/search?username=a").send();
    var third = ada.get("users/search?username=a").send();

    assertThat(first.header("x-ratelimit-limit")).isEqualTo("2");
    assertThat(first.header("x-ratelimit-remaining")).isEqualTo("1");
    assertThat(Long.parseLong(first.header("x-ratelimit-reset"))).isBetween(now, now + 1_900);
    assertThat(second.header("x-ratelimit-remaining")).isEqualTo("0");
    assertTooOften(third);
    assertThat(third.header("x-ratelimit-remaining")).isEqualTo("0");
    assertThat(ada.get("auth/me").send().header("x-ratelimit-limit")).isEqualTo("1000");
  }

  @Test
  void anAddressHasNoMoreThanItsConnectionsUnlessItIsATrustedProxy() throws IOException {
    var open = new ArrayList<Socket>();
    try (var proxied = new Socket(InetAddress.getLoopbackAddress(), api.port())) {
      for (int i = 0; i < 5; i++) {
        open.add(stranger());
        assertThat(served(open.get(i))).isTrue();
      }
      try (var oneTooMany = stranger()) {
        assertThat(served(oneTooMany)).isFalse();
      }
      assertThat(served(proxied)).isTrue();

      open.getFirst().close();

      await()
          .until(() -> {
            try (var next = stranger()) {
              return served(next);
            }
          });
    } finally {
      for (var socket : open) {
        socket.close();
      }
    }
  }

  /// From an address that is this machine's and no proxy's.
  private Socket stranger() throws IOException {
    return new Socket(
        InetAddress.getLoopbackAddress(), api.port(), InetAddress.getByName("127.0.0.2"), 0);
  }

  private static boolean served(Socket socket) throws IOException {
    try {
      var request = "GET /actuator/health HTTP/1.1\r\nHost: x\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII)
          .equals("HTTP/1.1 200");
    } catch (SocketException reset) {
      return false;
    }
  }

  @Test
  void aUserHasNoMoreThanTheirSocketsAndIsNotKeptAwayForGood() {
    var ada = api.person("ada");
    var first = TestSocket.connected(api, ada.access());
    try (var second = TestSocket.connected(api, ada.access());
        var third = TestSocket.connected(api, ada.access());
        var fourth = TestSocket.open(api, Map.of())) {
      fourth.send("40" + Json.text(Map.of("token", ada.access())));

      assertThat(fourth.closeCode()).isPositive();
      assertThat(fourth.rest()).noneMatch(packet -> packet.startsWith("4"));

      first.close();
      await().untilAsserted(() -> TestSocket.connected(api, ada.access()).close());
      assertThat(second.call("heartbeat", Map.of("timestamp", 1)).get("success").asBoolean())
          .isTrue();
      assertThat(third.call("heartbeat", Map.of("timestamp", 1)).get("success").asBoolean())
          .isTrue();
    }
  }

  @Test
  void aUsersBudgetIsTheirOwnWhereverTheyAre() {
    var ada = api.person("ada");
    var bob = api.person("bob");

    assertThat(ada.get("users/search?username=a").send().status()).isEqualTo(200);
    assertThat(
            ada.get("users/search?username=a")
                .header("X-Forwarded-For", "192.0.2.9")
                .send()
                .status())
        .isEqualTo(200);
    assertTooOften(ada.get("users/search?username=a").send());
    assertThat(bob.get("users/search?username=a").send().status()).isEqualTo(200);
  }

  @Test
  void sendingByRestAndBySocketDrawsOnOneBudget() {
    var ada = api.person("ada");
    var id = ada.direct(api.person("bob"));
    try (var socket = ada.socket()) {
      var message = Map.of("conversation_id", id, "text", "hi");
      for (int i = 0; i < 3; i++) {
        assertThat(socket.call("send_message", message).get("success").asBoolean()).isTrue();
      }
      assertThat(ada.say(id, "four").status()).isEqualTo(201);
      assertThat(ada.say(id, "five").header("x-ratelimit-remaining")).isEqualTo("0");

      var refused = socket.call("send_message", message);
      assertTooOften(ada.say(id, "six"));
      socket.emit("send_message", message);

      assertThat(refused.get("success").asBoolean()).isFalse();
      assertThat(refused.get("code").asInt()).isEqualTo(429);
      assertThat(refused.get("error").asString()).isEqualTo("RATE_LIMITED");
      assertThat(refused.get("retryAfter").asInt()).isPositive();
      assertThat(socket.event("error").get("code").asString()).isEqualTo("RATE_LIMITED");
      assertThat(socket.call("heartbeat", Map.of()).get("success").asBoolean()).isTrue();
    }
    assertThat(ada.get("messages/conversation/" + id).send().data()).hasSize(5);
  }

  @Test
  void racingSendersAreCountedExactly() throws Exception {
    var ada = api.person("ada");
    var id = ada.direct(api.person("bob"));
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var sends =
          IntStream.range(0, 30).<Callable<Integer>>mapToObj(i -> () -> ada.say(id, "x").status());
      var statuses = threads.invokeAll(sends.toList()).stream().map(f -> f.resultNow()).toList();

      assertThat(statuses).filteredOn(status -> status == 201).hasSize(5);
      assertThat(statuses).filteredOn(status -> status == 429).hasSize(25);
    }
    assertThat(ada.get("messages/conversation/" + id).send().data()).hasSize(5);
  }

  @Test
  void signingInIsLimitedByAddress() {
    for (int i = 0; i < 25; i++) {
      assertThat(signIn("192.0.2.1", "no" + i + "@x.example").status()).isEqualTo(401);
    }
    assertTooOften(signIn("192.0.2.1", "other@x.example"));
    assertThat(signIn("192.0.2.2", "other@x.example").status()).isEqualTo(401);
    assertThat(signIn("2001:db8::1", "six@x.example").status()).isEqualTo(401);
  }

  /// What a client writes into the header itself stands before what the proxy appends.
  @Test
  void nobodyGetsAnotherAddressByWritingOne() {
    for (int i = 0; i < 25; i++) {
      signIn("198.51.100." + i + ", 192.0.2.3", "no" + i + "@x.example");
    }

    assertTooOften(signIn("198.51.100.77, 192.0.2.3", "more@x.example"));
  }

  @Test
  void guessingAnAccountsPasswordIsLimitedFromWherever() {
    var ada = api.person("ada");
    for (int i = 0; i < 3; i++) {
      var from = "203.0.113." + i;
      assertThat(signIn(from, ada.email()).status()).isEqualTo(401);
    }

    assertTooOften(signIn("203.0.113.8", ada.email()));
    assertTooOften(signIn("203.0.113.9", ada.email().toUpperCase(Locale.ROOT)));
  }

  /// Emails are the same without regard to case, in letters that have another small one too.
  @Test
  void anAccountHasOneBudgetHoweverItsEmailIsWritten() {
    var email = api.person("sissi").email();
    for (int i = 0; i < 3; i++) {
      assertThat(signIn("203.0.113." + (40 + i), email).status()).isEqualTo(401);
    }

    assertTooOften(signIn("203.0.113.44", email.replaceFirst("s", "ſ")));
    assertTooOften(signIn("203.0.113.45", email.replaceFirst("i", "ı")));
  }

  @Test
  void askingForTheHeadAloneTakesFromTheSameBudget() {
    var ada = api.person("ada");
    for (int i = 0; i < 2; i++) {
      assertThat(head(ada).header("x-ratelimit-limit")).isEqualTo("2");
    }

    assertThat(head(ada).status()).isEqualTo(429);
  }

  private Api.Answer head(Person person) {
    var request = api.request("HEAD", "users/search?username=a").bearer(person.access());
    return request.unchecked().send();
  }

  @Test
  void signingInAgainAndAgainIsNoGuessing() {
    var ada = api.person("ada");

    for (int i = 0; i < 10; i++) {
      var right = Map.of("email", ada.email(), "password", "correct horse");
      var answer =
          api.post("auth/signin").header("X-Forwarded-For", "203.0.113." + (20 + i)).send(right);
      assertThat(answer.status()).isEqualTo(200);
    }
  }

  @Test
  void refreshingIsLimitedByAddress() {
    var statuses =
        IntStream.range(0, 3)
            .mapToObj(i -> api.post("auth/refresh").header("X-Forwarded-For", "192.0.2.50").send())
            .map(Api.Answer::status)
            .toList();

    assertThat(statuses).isEqualTo(List.of(400, 400, 429));
  }

  @Test
  void readMarksAreNeverTightlyLimited() {
    var ada = api.person("ada");
    var id = ada.direct(api.person("bob"));

    for (int i = 0; i < 1_100; i++) {
      assertThat(ada.post("conversations/" + id + "/read").send().status()).isEqualTo(200);
    }
  }

  @Test
  void aLimitThatIsOffIsNotTold() {
    var ada = api.person("ada");
    var answer = ada.post("friends/requests").send(Map.of("toUserId", "f".repeat(24)));

    assertThat(answer.headers().firstValue("x-ratelimit-limit")).isEmpty();
  }

  @Test
  void whoIsRefusedForAnotherReasonIsNotCounted() {
    for (int i = 0; i < 5; i++) {
      assertThat(api.get("users/search?username=a").send().status()).isEqualTo(401);
    }
    assertThat(api.get("/").send().headers().firstValue("x-ratelimit-limit")).isEmpty();
  }

  private Api.Answer signIn(String from, String email) {
    return api.post("auth/signin")
        .header("X-Forwarded-For", from)
        .send(Map.of("email", email, "password", "wrong password"));
  }

  private static void assertTooOften(Api.Answer answer) {
    assertThat(answer.status()).as(answer.text()).isEqualTo(429);
    assertThat(answer.error()).isEqualTo("RATE_LIMITED");
    var retryAfter = answer.json().get("retryAfter").asLong();
    assertThat(retryAfter).isPositive();
    assertThat(answer.header("retry-after")).isEqualTo(Long.toString(retryAfter));
    assertThat(answer.json().get("code").asInt()).isEqualTo(429);
  }
}
