package dev.parley.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.gateway.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// What comes in from outside and should not: each gets the one shape of errors, and the server
/// goes on.
@ExtendWith(ServerExtension.class)
final class EdgeTest {
  /// To the letter: one more word in it may open a door.
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self';"
          + " img-src 'self' data: blob:; media-src 'self' blob:; connect-src 'self';"
          + " manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

  private final Api api;
  private final Person ada;

  EdgeTest(Api api) {
    this.api = api;
    this.ada = api.person("ada");
  }

  @Test
  void anUnknownRouteIsNotFoundAsJson() {
    for (var answer :
        List.of(
            api.get("nope").send(),
            api.post("nope").send(),
            api.request("GET", "/api/v2").send(),
            api.request("GET", "/api/v1/nope").header("Accept", "text/html").send(),
            ada.get("messages/conversation").send(),
            ada.get("conversations/" + ada.id() + "/nope").send())) {
      assertProblem(answer, answer.status() == 400 ? 400 : 404);
    }
    assertProblem(api.get("nope").send(), 404);
  }

  @Test
  void authenticationIsAskedForBeforeAnythingElse() {
    assertProblem(api.request("PATCH", "messages/x").send(), 401);
    assertProblem(api.get("messages/conversation/x").send(), 401);
    assertProblem(api.post("conversations").sendText("{"), 401);
  }

  @Test
  void aMethodThatIsNotThereIsNotAllowed() {
    var answer = ada.delete("users/profile").send();

    assertProblem(answer, 405);
    assertThat(answer.error()).isEqualTo("METHOD_NOT_ALLOWED");
    assertThat(answer.header("allow")).contains("GET", "PUT");
    assertProblem(api.get("auth/signin").send(), 405);
  }

  @Test
  void aBodyOverOneMebibyteIsTooLarge() {
    var large = "{\"text\":\"" + "x".repeat(1 << 20) + "\"}";
    var chunks = BodyPublishers.fromPublisher(BodyPublishers.ofString(large));

    assertProblem(ada.post("messages").sendText(large), 413);
    assertProblem(
        ada.post("messages").header("Content-Type", "application/json").send(chunks), 413);
    assertProblem(ada.delete("users/profile").sendText(large), 405);
    assertThat(ada.get("auth/me").send().status()).isEqualTo(200);
  }

  @Test
  void aBodyThatIsNoJsonObjectIsRefused() {
    for (var body :
        List.of(
            "{",
            "[]",
            "null",
            "7",
            "\"x\"",
            "{} {}",
            "{'a':1}",
            "{\"a\":1,\"a\":2}",
            "\u0000",
            "[".repeat(100_000),
            "{\"a\":" + "9".repeat(5000) + "}",
            "{\"text\":\"\\ud800\"}")) {
      assertProblem(ada.post("messages").sendText(body), 400);
    }
    assertProblem(
        ada.post("messages")
            .header("Content-Type", "application/json")
            .send(BodyPublishers.ofByteArray(new byte[] {'"', (byte) 0xff, '"'})),
        400);
  }

  @Test
  void aBodyOfAnotherKindIsRefused() {
    for (var type : List.of("text/plain", "application/x-www-form-urlencoded", "nonsense")) {
      assertProblem(
          ada.post("messages").header("Content-Type", type).send(BodyPublishers.ofString("{}")),
          415);
    }
    assertProblem(ada.post("messages").send(BodyPublishers.ofString("{}")), 415);
  }

  @Test
  void aMalformedIdOrAddressIsABadRequest() throws IOException {
    for (var id : List.of("x", "F".repeat(24), "f".repeat(25), "%00", "..%2f..%2fetc", "%F0%9F")) {
      assertProblem(ada.get("messages/" + id).send(), 400);
    }
    assertRawProblem(raw("GET /api/v1/messages/%zz HTTP/1.1"), 400, "VALIDATION_FAILED");
    assertRawProblem(raw("GET /\u0001 HTTP/1.1"), 400, "VALIDATION_FAILED");
    assertThat(ada.get("auth/me").send().status()).isEqualTo(200);
  }

  @Test
  void whatIsNoRequestAtAllIsToldSo() throws IOException {
    assertRawProblem(raw("nonsense"), 400, "VALIDATION_FAILED");
    assertRawProblem(raw("GET / HTTP/1.1\r\nContent-Length: -1"), 400, "VALIDATION_FAILED");
    assertRawProblem(raw("GET /" + "x".repeat(10_000) + " HTTP/1.1"), 414, "URI_TOO_LONG");
    assertRawProblem(
        raw("GET /socket.io/?EIO=4&x=" + "x".repeat(10_000) + " HTTP/1.1"), 414, "URI_TOO_LONG");
    assertRawProblem(raw("GET / HTTP/1.1\r\nX: " + "x".repeat(20_000)), 431, "HEADERS_TOO_LARGE");
    assertThat(ada.get("auth/me").send().status()).isEqualTo(200);
  }

  private static void assertRawProblem(String answer, int status, String error) {
    var parts = answer.split("\r\n\r\n", 2);
    assertThat(parts[0]).matches("(?s)HTTP/1\\.[01] " + status + " .*");
    assertThat(parts[0].toLowerCase(Locale.ROOT)).contains("content-type: application/json");
    var problem = Json.mapper().readTree(parts[1]);
    assertThat(problem.get("code").asInt()).isEqualTo(status);
    assertThat(problem.get("error").asString()).isEqualTo(error);
    assertThat(problem.get("message").asString()).isNotEmpty();
  }

  /// What the server answers to bytes that no HTTP client would send.
  private String raw(String head) throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), api.port())) {
      socket
          .getOutputStream()
          .write(
              (head + "\r\nHost: x\r\nConnection: close\r\n\r\n").getBytes(StandardCharsets.UTF_8));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void aRefusedRequestLeavesTheConnectionUsable() throws IOException {
    var body = "{\"text\":\"" + "x".repeat(2 << 20) + "\"}";
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), api.port())) {
      var out = socket.getOutputStream();
      var bytes = body.getBytes(StandardCharsets.UTF_8);
      out.write(
          ("POST /api/v1/messages HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                  + "Content-Length: "
                  + bytes.length
                  + "\r\n\r\n")
              .getBytes(StandardCharsets.UTF_8));
      out.write(bytes, 0, 1000);

      var first = new String(socket.getInputStream().readNBytes(12), StandardCharsets.UTF_8);

      assertThat(first).isEqualTo("HTTP/1.1 401");
    }
    assertThat(ada.get("auth/me").send().status()).isEqualTo(200);
  }

  @Test
  void otherSitesPagesCanNotActWithCookies() {
    for (var header :
        List.of(
            Map.entry("Origin", "https://evil.example"),
            Map.entry("Origin", "null"),
            Map.entry("Origin", "http://127.0.0.1.evil.example:" + api.port()),
            Map.entry("Sec-Fetch-Site", "cross-site"))) {
      var answer =
          api.post("auth/refresh")
              .cookies(ada.cookies())
              .header(header.getKey(), header.getValue())
              .send();
      assertProblem(answer, 403);
      assertThat(answer.error()).isEqualTo("ORIGIN_NOT_ALLOWED");
    }
    assertProblem(
        api.put("users/profile")
            .cookies(ada.cookies())
            .header("Origin", "https://evil.example")
            .sendText("{"),
        403);
  }

  @Test
  void thisSiteAllowedOnesBearersAndReadersAreServed() {
    var here = "http://127.0.0.1:" + api.port();
    var change = Map.of("avatar", "");

    assertThat(api.put("users/profile").cookies(ada.cookies()).header("Origin", here).send(change))
        .extracting(Api.Answer::status)
        .isEqualTo(200);
    assertThat(
            api.put("users/profile")
                .cookies(ada.cookies())
                .header("Origin", "https://friend.example")
                .send(change)
                .status())
        .isEqualTo(200);
    assertThat(
            ada.put("users/profile").header("Origin", "https://evil.example").send(change).status())
        .isEqualTo(200);
    assertThat(
            api.get("auth/me")
                .cookies(ada.cookies())
                .header("Origin", "https://evil.example")
                .send()
                .status())
        .isEqualTo(200);
  }

  @Test
  void onlyAllowedOriginsMayReadAnswers() {
    var friend =
        api.request("OPTIONS", "messages")
            .header("Origin", "https://friend.example")
            .header("Access-Control-Request-Method", "POST")
            .header("Access-Control-Request-Headers", "content-type")
            .send();
    var evil = ada.get("auth/me").header("Origin", "https://evil.example").send();

    assertThat(friend.status()).isEqualTo(200);
    assertThat(friend.header("access-control-allow-origin")).isEqualTo("https://friend.example");
    assertThat(friend.header("access-control-allow-credentials")).isEqualTo("true");
    assertThat(evil.header("access-control-allow-origin")).isEmpty();
  }

  @Test
  void everyAnswerIsGuardedByHeaders() {
    for (var answer :
        List.of(api.get("/").send(), api.get("auth/me").send(), api.get("x").send())) {
      assertThat(answer.header("content-security-policy")).isEqualTo(POLICY);
      assertThat(answer.header("x-content-type-options")).isEqualTo("nosniff");
      assertThat(answer.header("referrer-policy")).isEqualTo("same-origin");
      assertThat(answer.header("permissions-policy")).contains("camera=()");
    }
    assertThat(ada.get("auth/me").send().header("cache-control")).contains("no-store");
  }

  private static void assertProblem(Api.Answer answer, int status) {
    assertThat(answer.status()).as(answer.text()).isEqualTo(status);
    assertThat(answer.header("content-type")).isEqualTo("application/json");
    assertThat(answer.json().get("success").asBoolean()).isFalse();
    assertThat(answer.json().get("code").asInt()).isEqualTo(status);
    assertThat(answer.error()).matches("[A-Z_]+");
    assertThat(answer.json().get("message").asString()).isNotEmpty();
  }
}
