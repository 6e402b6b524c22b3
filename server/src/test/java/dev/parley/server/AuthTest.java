package dev.parley.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.chat.User;
import dev.parley.chat.UserRole;
import dev.parley.gateway.AccessTokens;
import dev.parley.gateway.Json;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(ServerExtension.class)
final class AuthTest {
  private final Api api;
  private final Parley parley;

  AuthTest(Api api, Parley parley) {
    this.api = api;
    this.parley = parley;
  }

  @Test
  void signingUpAnswersTheUserAndSetsNoCookie() {
    var answer =
        api.post("auth/signup")
            .send(Map.of("username", "Hedy", "email", "Hedy@x.example", "password", "12345678"));

    assertThat(answer.status()).isEqualTo(201);
    assertThat(answer.json().get("success").asBoolean()).isTrue();
    assertThat(answer.data().propertyNames())
        .containsExactly("id", "username", "email", "createdAt");
    assertThat(answer.data().get("id").asString()).matches("[0-9a-f]{24}");
    assertThat(answer.data().get("createdAt").asString())
        .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
    assertThat(answer.headers().allValues("set-cookie")).isEmpty();
  }

  @Test
  void whoeverIsNotMeantIsRefused() {
    var ada = api.person("ada");
    var eve = api.person("eve");

    var meant = api.get("auth/me").cookies(ada.cookies()).header("Parley-User", ada.id()).send();
    var other = api.get("auth/me").cookies(ada.cookies()).header("Parley-User", eve.id()).send();
    var out = api.post("auth/signout").cookies(ada.cookies()).header("Parley-User", eve.id());

    assertThat(meant.status()).isEqualTo(200);
    assertThat(other.status()).isEqualTo(401);
    assertThat(other.error()).isEqualTo("OTHER_USER");
    assertThat(out.send().error()).isEqualTo("OTHER_USER");
    assertThat(api.get("auth/me").cookies(ada.cookies()).send().status()).isEqualTo(200);
  }

  @Test
  void signingUpNamesEveryWrongField() {
    var answer =
        api.post("auth/signup").send(Map.of("username", "ab", "email", "no", "password", "short"));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.error()).isEqualTo("VALIDATION_FAILED");
    assertThat(answer.wrongFields()).containsExactlyInAnyOrder("username", "email", "password");
  }

  @Test
  void aNameOrEmailIsTakenWithoutCase() {
    var ada = api.person("ada");

    var sameName =
        Map.of(
            "username",
            ada.username().toUpperCase(Locale.ROOT),
            "email",
            "other-" + ada.email(),
            "password",
            "12345678");
    var sameEmail =
        Map.of(
            "username",
            "x" + ada.username(),
            "email",
            ada.email().toUpperCase(Locale.ROOT),
            "password",
            "12345678");

    assertThat(api.post("auth/signup").send(sameName))
        .extracting(Api.Answer::status, Api.Answer::error)
        .containsExactly(409, "USERNAME_TAKEN");
    assertThat(api.post("auth/signup").send(sameEmail))
        .extracting(Api.Answer::status, Api.Answer::error)
        .containsExactly(409, "EMAIL_TAKEN");
  }

  @Test
  void signingInAnswersTheUserAndSetsBothCookies() {
    var ada = api.person("ada");

    var answer =
        api.post("auth/signin").send(Map.of("email", ada.email(), "password", "correct horse"));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.data().get("id").asString()).isEqualTo(ada.id());
    assertThat(answer.headers().allValues("set-cookie"))
        .hasSize(2)
        .allSatisfy(cookie ->
            assertThat(cookie)
                .containsIgnoringCase("; HttpOnly")
                .contains("; Path=/", "; SameSite=Lax")
                .doesNotContain("; Secure"));
  }

  @Test
  void cookiesAreSecureBehindATlsProxyThatIsTrusted(@TempDir Path folder) {
    try (var behindProxy = ServerExtension.start(folder, "--parley.trusted-proxies=127.0.0.1")) {
      var there = new Api(behindProxy.port());
      var ada = there.person("ada");

      var answer =
          there
              .post("auth/signin")
              .header("X-Forwarded-Proto", "https")
              .header("X-Forwarded-For", "203.0.113.9")
              .send(Map.of("email", ada.email(), "password", "correct horse"));
      var device = there.get("auth/sessions").bearer(answer.cookie("accessToken")).send();

      assertThat(answer.headers().allValues("set-cookie"))
          .allSatisfy(cookie -> assertThat(cookie).contains("; Secure"));
      assertThat(device.data().get(0).get("address").asString()).isEqualTo("203.0.113.9");
    }
  }

  @Test
  void aWrongPasswordAndAnUnknownEmailAreAnsweredAlike() {
    var ada = api.person("ada");

    var wrong = api.post("auth/signin").send(Map.of("email", ada.email(), "password", "12345678"));
    var unknown =
        api.post("auth/signin").send(Map.of("email", "no@x.example", "password", "12345678"));

    assertThat(wrong.status()).isEqualTo(401);
    assertThat(wrong.json().get("message").asString()).isEqualTo("Invalid credentials");
    assertThat(unknown)
        .extracting(Api.Answer::status, Api.Answer::text)
        .containsExactly(wrong.status(), wrong.text());
  }

  @Test
  void aCookieOrABearerTokenTellsWhoOneIs() {
    var ada = api.person("ada");

    assertThat(ada.get("auth/me").send().data().get("email").asString()).isEqualTo(ada.email());
    assertThat(api.get("auth/me").cookies(ada.cookies()).send().status()).isEqualTo(200);
  }

  @Test
  void tokensThatAreMissingForgedOrExpiredAreRefused() {
    var ada = api.person("ada");
    var parts = ada.access().split("\\.", -1);
    var encoder = Base64.getUrlEncoder().withoutPadding();
    var unsigned =
        encoder.encodeToString("{\"alg\":\"none\"}".getBytes(UTF_8)) + "." + parts[1] + ".";
    var otherKey = new AccessTokens(new byte[32], InstantSource.system());
    var longAgo = InstantSource.fixed(Instant.now().minusSeconds(3600));
    var sameKey = new AccessTokens(parley.part(Secrets.class).accessKey(), longAgo);
    var user = new User(ada.id(), ada.username(), ada.email(), null, UserRole.ADMIN, Instant.now());

    assertThat(refusal(api.get("auth/me"))).isEqualTo("UNAUTHORIZED");
    for (var forged :
        List.of("x", "a.b.c", unsigned, parts[0] + "." + parts[1] + ".AAAA", "ü\"{}")) {
      assertThat(refusal(api.get("auth/me").cookies("accessToken=" + forged)))
          .as(forged)
          .isEqualTo("INVALID_TOKEN");
    }
    assertThat(refusal(api.get("auth/me").bearer(otherKey.issue(user, "f".repeat(24)))))
        .isEqualTo("INVALID_TOKEN");
    assertThat(refusal(api.get("auth/me").bearer(sameKey.issue(user, "f".repeat(24)))))
        .isEqualTo("TOKEN_EXPIRED");
  }

  private static String refusal(Api.Request request) {
    var answer = request.send();
    assertThat(answer.status()).isEqualTo(401);
    return answer.error();
  }

  @Test
  void refreshingRotatesBothCookies() {
    var ada = api.person("ada");

    var answer = api.post("auth/refresh").cookies("refreshToken=" + ada.refresh()).send();

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().get("message").asString()).isEqualTo("Token refreshed successfully");
    assertThat(answer.cookie("refreshToken")).isNotEmpty().isNotEqualTo(ada.refresh());
    assertThat(api.get("auth/me").bearer(answer.cookie("accessToken")).send().status())
        .isEqualTo(200);
  }

  @Test
  void twoTabsThatRefreshAtOnceGetTheSameSuccessor() {
    var ada = api.person("ada");

    var answers =
        Stream.generate(() ->
                CompletableFuture.supplyAsync(
                    () -> api.post("auth/refresh").cookies("refreshToken=" + ada.refresh()).send()))
            .limit(8)
            .toList()
            .stream()
            .map(CompletableFuture::join)
            .toList();

    assertThat(answers).extracting(Api.Answer::status).containsOnly(200);
    assertThat(answers.stream().map(a -> a.cookie("refreshToken")).distinct()).hasSize(1);
  }

  @Test
  void aRefreshTokenUsedAgainSoonGetsTheSameSuccessorThoughThatWasUsedToo() {
    var ada = api.person("ada");
    var first = refreshed(ada.refresh()).cookie("refreshToken");
    var second = refreshed(first).cookie("refreshToken");

    assertThat(refreshed(ada.refresh()).cookie("refreshToken")).isEqualTo(first);
    assertThat(refreshed(first).cookie("refreshToken")).isEqualTo(second);
    assertThat(refreshed(second).status()).isEqualTo(200);
  }

  @Test
  void aRefreshTokenOfThisSessionThatNeverWasValidEndsIt() {
    var ada = api.person("ada");
    var session = ada.refresh().substring(0, 25);

    assertThat(refreshed(session + "A".repeat(43)).status()).isEqualTo(401);

    assertThat(refreshed(ada.refresh()).status()).isEqualTo(401);
    assertThat(refusal(ada.get("auth/me"))).isEqualTo("INVALID_TOKEN");
  }

  private Api.Answer refreshed(String token) {
    return api.post("auth/refresh").cookies("refreshToken=" + token).send();
  }

  @Test
  void refreshingWithoutACookieIsABadRequest() {
    assertThat(api.post("auth/refresh").send().status()).isEqualTo(400);
    assertThat(refreshed("nonsense").status()).isEqualTo(401);
  }

  @Test
  void signingOutEndsTheSessionItsTokensAndItsSockets() {
    var ada = api.person("ada");
    var otherDevice = api.signIn(ada);
    try (var socket = ada.socket();
        var otherSocket = otherDevice.socket()) {
      var answer = api.post("auth/signout").cookies(ada.cookies()).send();

      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.json().get("message").asString()).isEqualTo("Signed out successfully");
      assertThat(answer.headers().allValues("set-cookie"))
          .hasSize(2)
          .allSatisfy(cookie -> assertThat(cookie).contains("Max-Age=0"));
      socket.packet("41");
      socket.closeCode();
      assertThat(refusal(ada.get("auth/me"))).isEqualTo("INVALID_TOKEN");
      assertThat(refreshed(ada.refresh()).status()).isEqualTo(401);
      assertThat(otherDevice.get("auth/me").send().status()).isEqualTo(200);
      assertThat(otherSocket.call("heartbeat", Map.of("timestamp", 1)).get("success").asBoolean())
          .isTrue();
    }
  }

  @Test
  void signingOutAgainOnlyClearsCookies() {
    assertThat(api.post("auth/signout").send().status()).isEqualTo(200);
    assertThat(api.post("auth/signout").bearer("nonsense").send().status()).isEqualTo(401);
  }

  @Test
  void oneSeesOnesDevicesAndEndsOne() {
    var ada = api.person("ada");
    var phone = api.signIn(ada);
    var stranger = api.person("eve");

    var devices = ada.get("auth/sessions").send().data();
    var other =
        devices.valueStream().filter(d -> !d.get("current").asBoolean()).findFirst().orElseThrow();
    var id = other.get("id").asString();

    assertThat(devices).hasSize(2);
    assertThat(stranger.delete("auth/sessions/" + id).send().status()).isEqualTo(404);
    assertThat(ada.delete("auth/sessions/" + id).send().status()).isEqualTo(200);
    assertThat(ada.delete("auth/sessions/" + id).send().status()).isEqualTo(404);
    assertThat(ada.delete("auth/sessions/x").send().status()).isEqualTo(400);
    assertThat(phone.get("auth/me").send().status()).isEqualTo(401);
    assertThat(ada.get("auth/me").send().status()).isEqualTo(200);
  }

  @Test
  void aNewPasswordNeedsTheCurrentOneAndEndsOtherSessions() {
    var ada = api.person("ada");
    var phone = api.signIn(ada);

    var guessed =
        ada.put("users/profile")
            .send(Map.of("password", "new password", "currentPassword", "guess"));
    var changed =
        ada.put("users/profile")
            .send(Map.of("password", "new password", "currentPassword", "correct horse"));

    assertThat(guessed.status()).isEqualTo(400);
    assertThat(guessed.wrongFields()).containsExactly("currentPassword");
    assertThat(changed.status()).isEqualTo(200);
    assertThat(phone.get("auth/me").send().status()).isEqualTo(401);
    assertThat(ada.get("auth/me").send().status()).isEqualTo(200);
  }

  @Test
  void aClosedServerTakesNoNewAccounts(@TempDir Path folder) {
    try (var closed = ServerExtension.start(folder, "--parley.signup=closed")) {
      var answer =
          new Api(closed.port())
              .post("auth/signup")
              .send(Map.of("username", "ada", "email", "a@x.example", "password", "12345678"));

      assertThat(answer)
          .extracting(Api.Answer::status, Api.Answer::error)
          .containsExactly(403, "SIGNUP_CLOSED");
    }
  }

  @Test
  void eachTokenLastsAndSaysWhatItShould() {
    var ada = api.person("ada");
    var answer =
        api.post("auth/signin").send(Map.of("email", ada.email(), "password", "correct horse"));
    var payload = answer.cookie("accessToken").split("\\.", -1)[1];
    var claims = Json.mapper().readTree(Base64.getUrlDecoder().decode(payload));

    assertThat(claims.propertyNames())
        .containsExactlyInAnyOrder("userId", "email", "username", "role", "sid", "iat", "exp");
    assertThat(claims.get("userId").asString()).isEqualTo(ada.id());
    assertThat(claims.get("email").asString()).isEqualTo(ada.email());
    assertThat(claims.get("username").asString()).isEqualTo(ada.username());
    assertThat(claims.get("role").asString()).isEqualTo("user");
    assertThat(claims.get("exp").asLong() - claims.get("iat").asLong()).isEqualTo(15 * 60);
    assertThat(answer.headers().allValues("set-cookie"))
        .anyMatch(cookie -> cookie.startsWith("accessToken=") && cookie.contains("Max-Age=900;"))
        .anyMatch(cookie ->
            cookie.startsWith("refreshToken=") && cookie.matches(".*Max-Age=(2592000|2591999);.*"));
    assertThat(answer.cookie("refreshToken")).doesNotContain(ada.id(), ada.username());
  }

  @Test
  void namesAndPasswordsHaveAShortestAndALongest() {
    assertThat(wrong("ab", "12345678")).containsExactly("username");
    assertThat(wrong("x".repeat(51), "12345678")).containsExactly("username");
    assertThat(wrong("abc", "1234567")).containsExactly("password");
    assertThat(wrong("abc", "x".repeat(129))).containsExactly("password");
    assertThat(wrong(unique("éa"), "12345678")).isEmpty();
    assertThat(wrong(unique("y".repeat(24)) + "y".repeat(2), "p".repeat(128))).isEmpty();
  }

  private static String unique(String name) {
    return name + Long.toHexString(System.nanoTime() | 1L << 60);
  }

  private List<String> wrong(String username, String password) {
    var email = unique("mail") + "@x.example";
    return api.post("auth/signup")
        .send(Map.of("username", username, "email", email, "password", password))
        .wrongFields();
  }
}
