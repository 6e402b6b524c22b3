package dev.parley.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.parley.gateway.Profiles;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Signing in by being sent to a provider and back, with providers that run here.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ProviderTest {
  private static final String NOBODY = "http://127.0.0.1:1";

  private final TestProvider provider = new TestProvider();
  private Parley server;
  private Api api;

  @BeforeAll
  void start(@TempDir Path folder) {
    server = start(folder, new String[0]);
    api = new Api(server.port());
  }

  private Parley start(Path folder, String... more) {
    var settings =
        List.of(
            "--parley.oidc.issuer=" + provider.url(),
            "--parley.oidc.client-id=" + TestProvider.CLIENT,
            "--parley.oidc.client-secret=" + TestProvider.SECRET,
            "--parley.oidc.name=Acme",
            "--parley.github.client-id=" + TestProvider.CLIENT,
            "--parley.github.client-secret=" + TestProvider.SECRET,
            "--parley.github.url=" + provider.url() + "/",
            "--parley.github.api-url=" + provider.url() + "/api",
            "--parley.google.client-id=" + TestProvider.CLIENT,
            "--parley.google.client-secret=" + TestProvider.SECRET,
            "--parley.google.issuer=" + NOBODY,
            "--parley.google.jwks-url=" + NOBODY + "/jwks");
    return ServerExtension.start(
        folder, Stream.concat(settings.stream(), List.of(more).stream()).toArray(String[]::new));
  }

  @AfterAll
  void stop() {
    server.close();
    provider.close();
  }

  /// A browser on its way: where it was sent, and its cookie.
  private record Trip(Api api, String id, URI sentTo, String cookie) {
    static Trip begin(Api api, String id) {
      var answer = api.get("auth/providers/" + id).send();
      assertThat(answer.status()).isEqualTo(302);
      return new Trip(api, id, URI.create(answer.header("location")), answer.cookie("signIn"));
    }

    String state() {
      return TestProvider.query(sentTo, "state");
    }

    /// The answer to its coming back with this code.
    Api.Answer back(String code) {
      return back(id, "code=" + code + "&state=" + state());
    }

    Api.Answer back(String to, String query) {
      var answer =
          api.get("auth/providers/" + to + "/callback?" + query).cookies("signIn=" + cookie).send();
      assertThat(answer.status()).isEqualTo(302);
      return answer;
    }
  }

  private Api.Answer oidc(Api at, String subject, UnaryOperator<JWTClaimsSet.Builder> more) {
    var trip = Trip.begin(at, "oidc");
    var claims = more.apply(provider.claims(trip.sentTo(), subject));
    return trip.back(provider.agree(trip.sentTo(), claims, Map.of()));
  }

  private Api.Answer oidc(String subject, String email, boolean verified) {
    return oidc(
        api, subject, claims -> claims.claim("email", email).claim("email_verified", verified));
  }

  private Api.Answer gitHub(int id, String login, Map<?, ?>... emails) {
    var trip = Trip.begin(api, "github");
    var told =
        Map.<String, Object>of(
            "/api/user", Map.of("id", id, "login", login), "/api/user/emails", List.of(emails));
    return trip.back(provider.agree(trip.sentTo(), "none", told));
  }

  private static Map<?, ?> email(String email, boolean primary, boolean verified) {
    return Map.of("email", email, "primary", primary, "verified", verified);
  }

  private JsonNode me(Api at, Api.Answer answer) {
    assertThat(answer.header("location")).isEqualTo("/#signed-in");
    return at.get("auth/me").bearer(answer.cookie("accessToken")).send().data();
  }

  private static void assertRefused(Api.Answer answer, String why) {
    assertThat(answer.header("location")).isEqualTo("/#refused=" + why);
    assertThat(answer.cookie("accessToken")).isEmpty();
    assertThat(answer.cookie("refreshToken")).isEmpty();
  }

  @Test
  void providersAreOffered() {
    var offered = api.get("auth/options").send().data().get("providers");

    assertThat(offered.valueStream().map(p -> p.get("name").asString()))
        .containsExactly("Google", "Acme", "GitHub");
    assertThat(offered.get(1).get("url").asString()).isEqualTo("/api/v1/auth/providers/oidc");
  }

  @Test
  void theBrowserIsSentWithAStateANonceAndAProofKey() {
    var answer =
        api.get("auth/providers/oidc?redirect_uri=https://evil.example&next=//evil").send();
    var sentTo = URI.create(answer.header("location"));

    assertThat(sentTo.toString()).startsWith(provider.url() + "/authorize?").doesNotContain("evil");
    assertThat(TestProvider.query(sentTo, "response_type")).isEqualTo("code");
    assertThat(TestProvider.query(sentTo, "scope")).isEqualTo("openid profile email");
    assertThat(TestProvider.query(sentTo, "state")).hasSize(43);
    assertThat(TestProvider.query(sentTo, "nonce")).hasSize(43);
    assertThat(TestProvider.query(sentTo, "code_challenge")).hasSize(43);
    assertThat(TestProvider.query(sentTo, "code_challenge_method")).isEqualTo("S256");
    assertThat(TestProvider.query(sentTo, "redirect_uri"))
        .isEqualTo(api.at("/api/v1/auth/providers/oidc/callback").toString());
    assertThat(answer.headers().allValues("set-cookie"))
        .singleElement()
        .asString()
        .contains("Path=/api/v1/auth/providers/", "Max-Age=600", "SameSite=Lax")
        .containsIgnoringCase("HttpOnly");
  }

  @Test
  void somebodyNewGetsAnAccountAndIsTheSameNextTime() {
    var first =
        oidc(
            api,
            "new",
            claims ->
                claims
                    .claim("email", "new@acme.example")
                    .claim("email_verified", true)
                    .claim("name", "New Person"));
    var again = oidc("new", "changed@acme.example", true);

    var me = me(api, first);
    assertThat(me.get("username").asString()).isEqualTo("New Person");
    assertThat(me.get("email").asString()).isEqualTo("new@acme.example");
    assertThat(me.get("emailVerified").asBoolean()).isTrue();
    assertThat(me(api, again).get("id")).isEqualTo(me.get("id"));
    assertThat(
            api.post("auth/refresh")
                .cookies("refreshToken=" + again.cookie("refreshToken"))
                .send()
                .status())
        .isEqualTo(200);
    assertThat(first.headers().allValues("set-cookie"))
        .anySatisfy(cookie -> assertThat(cookie).startsWith("signIn=;").contains("Max-Age=0"));
  }

  @Test
  void anEmailThatTheTokenDoesNotTellIsAskedFor() {
    var trip = Trip.begin(api, "oidc");
    var told = Map.of("sub", "thin", "email", "thin@acme.example", "email_verified", true);
    var claims = provider.claims(trip.sentTo(), "thin").claim("email", null);
    var answer = trip.back(provider.agree(trip.sentTo(), claims, Map.of("/userinfo", told)));
    var other = Trip.begin(api, "oidc");
    var wrong = provider.claims(other.sentTo(), "someone").claim("email", null);

    assertThat(me(api, answer).get("email").asString()).isEqualTo("thin@acme.example");
    assertRefused(
        other.back(provider.agree(other.sentTo(), wrong, Map.of("/userinfo", told))), "FAILED");
  }

  @Test
  void anAccountIsLinkedByItsEmailWhenBothSidesVerifiedIt() {
    var ada = api.person("ada");
    server.part(Profiles.class).setEmailVerified(ada.id(), true);

    assertThat(me(api, oidc("ada", ada.email(), true)).get("id").asString()).isEqualTo(ada.id());
    assertThat(me(api, oidc("ada", "x@acme.example", false)).get("id").asString())
        .isEqualTo(ada.id());
  }

  @Test
  void elseItIsLinkedByItsPasswordInThatBrowserAlone() {
    var bob = api.person("bob");

    var answer = oidc("bob", bob.email(), true);

    assertThat(answer.header("location")).isEqualTo("/#link");
    assertThat(answer.cookie("accessToken")).isEmpty();
    assertThat(answer.headers().allValues("set-cookie"))
        .anySatisfy(cookie ->
            assertThat(cookie)
                .startsWith("linkToken=")
                .contains("Path=/api/v1/auth/link", "SameSite=Strict")
                .containsIgnoringCase("HttpOnly"));
    var token = answer.cookie("linkToken");
    var password = Map.of("password", "correct horse");
    assertThat(api.post("auth/link").send(password).wrongFields()).containsExactly("token");
    var linked = api.post("auth/link").cookies("linkToken=" + token).send(password);
    assertThat(linked.data().get("id").asString()).isEqualTo(bob.id());
    assertThat(me(api, oidc("bob", bob.email(), true)).get("id").asString()).isEqualTo(bob.id());
  }

  @Test
  void anUnverifiedEmailTakesNobodysAccount() {
    var eve = api.person("victim");
    server.part(Profiles.class).setEmailVerified(eve.id(), true);

    assertThat(oidc("eve", eve.email(), false).header("location")).isEqualTo("/#link");
  }

  @Test
  void whoDidNotBeginHereIsRefused() {
    var trip = Trip.begin(api, "oidc");
    var code = provider.agree(trip.sentTo(), provider.claims(trip.sentTo(), "x"), Map.of());
    var begun = Trip.begin(api, "oidc");

    for (var query : List.of("code=" + code + "&state=wrong", "code=" + code, "state=")) {
      assertRefused(begun.back("oidc", query), "EXPIRED");
    }
    for (var cookie :
        List.of("", "x", "a.b.c.d.e.f", trip.cookie() + "x", "oidc." + trip.cookie())) {
      var forged = new Trip(api, "oidc", trip.sentTo(), cookie);
      assertRefused(forged.back(code), "EXPIRED");
    }
    assertRefused(new Trip(api, "oidc", trip.sentTo(), begun.cookie()).back(code), "EXPIRED");
  }

  @Test
  void whatOneProviderSaysIsNoAnswerToAnother() {
    var trip = Trip.begin(api, "github");
    var code = provider.agree(trip.sentTo(), provider.claims(trip.sentTo(), "x"), Map.of());
    var honest = Trip.begin(api, "oidc");
    var query = "code=y&state=" + honest.state() + "&iss=" + encoded("https://evil.example");

    assertRefused(trip.back("oidc", "code=" + code + "&state=" + trip.state()), "EXPIRED");
    assertRefused(honest.back("oidc", query), "FAILED");
  }

  @Test
  void aCodeIsGoodOnce() {
    var trip = Trip.begin(api, "oidc");
    var code = provider.agree(trip.sentTo(), provider.claims(trip.sentTo(), "once"), Map.of());

    me(api, trip.back(code));

    assertRefused(trip.back(code), "FAILED");
  }

  @Test
  void anotherBrowsersCodeIsNoUse() {
    var attacker = Trip.begin(api, "oidc");
    var victim = Trip.begin(api, "oidc");
    var claims = provider.claims(attacker.sentTo(), "attacker");
    var code = provider.agree(attacker.sentTo(), claims, Map.of());

    assertRefused(victim.back(code), "FAILED"); // another proof key
  }

  @Test
  void aTokenOfAnotherSignInOrOfSomebodyElseIsRefused() {
    assertRefused(oidc(api, "n", claims -> claims.claim("nonce", "of another")), "FAILED");
    assertRefused(oidc(api, "n", claims -> claims.claim("nonce", null)), "FAILED");
    assertRefused(oidc(api, "n", claims -> claims.audience("other")), "FAILED");
    assertRefused(oidc(api, "n", claims -> claims.issuer("https://evil.example")), "FAILED");
    var trip = Trip.begin(api, "oidc");
    var forged =
        TestIssuer.sign(TestIssuer.rsa("provider"), provider.claims(trip.sentTo(), "forged"));
    assertRefused(trip.back(provider.agree(trip.sentTo(), forged, Map.of())), "FAILED");
    assertRefused(trip.back(provider.agree(trip.sentTo(), "rubbish", Map.of())), "FAILED");
  }

  @Test
  void aProviderThatIsAwayIsToldAsThat() {
    var trip = Trip.begin(api, "github");
    var code = provider.agree(trip.sentTo(), "none", Map.of()); // its API knows nobody

    assertRefused(api.get("auth/providers/google").send(), "UNAVAILABLE");
    assertRefused(trip.back(code), "UNAVAILABLE");
    var late = Trip.begin(api, "oidc");
    provider.goAway(true);
    try {
      assertThat(late.back("code").header("location")).startsWith("/#refused=");
    } finally {
      provider.goAway(false);
    }
  }

  @Test
  void whoCancelsIsToldSo() {
    var trip = Trip.begin(api, "oidc");

    assertRefused(trip.back("oidc", "error=access_denied&state=" + trip.state()), "CANCELLED");
    assertRefused(trip.back("oidc", "error=server_error&state=" + trip.state()), "FAILED");
    assertRefused(trip.back("oidc", "error=access_denied&state=wrong"), "EXPIRED");
  }

  @Test
  void ofGitHubOnlyTheVerifiedPrimaryEmailCounts() {
    var ada = api.person("adagit");
    server.part(Profiles.class).setEmailVerified(ada.id(), true);

    var other = gitHub(1, "octo", email("octo@x.example", true, true), email("o@y", false, true));
    var linked = gitHub(2, "adagit", email(ada.email(), true, true));
    var unverified = gitHub(3, "squat", email(ada.email(), true, false));
    var secondary = gitHub(4, "second", email(ada.email(), false, true));

    assertThat(me(api, other).get("email").asString()).isEqualTo("octo@x.example");
    assertThat(me(api, other).get("username").asString()).isEqualTo("octo");
    assertThat(me(api, linked).get("id").asString()).isEqualTo(ada.id());
    for (var stranger : List.of(unverified, secondary)) {
      var me = me(api, stranger);
      assertThat(me.get("id").asString()).isNotEqualTo(ada.id());
      assertThat(me.get("email").asString()).endsWith("@users.invalid");
    }
  }

  @Test
  void aProviderThatIsNotThereIsNotFound() {
    assertThat(api.get("auth/providers/nobody").send().status()).isEqualTo(404);
    assertThat(api.get("auth/providers/nobody/callback").send().status()).isEqualTo(404);
    assertThat(api.post("auth/providers/oidc").send().status()).isEqualTo(405);
  }

  @Test
  void aClosedServerLetsOnlyThoseInWhoHaveAnAccount(@TempDir Path folder) {
    var closed =
        new String[] {
          "--parley.signup=closed",
          "--parley.public-url=https://chat.example/",
          "--parley.limits.sign-in-account=2/10m",
          "--parley.admin.email=admin@acme.example",
          "--parley.admin.password=correct horse"
        };
    try (var parley = start(folder, closed)) {
      var there = new Api(parley.port());
      var trip = Trip.begin(there, "oidc");
      UnaryOperator<JWTClaimsSet.Builder> admin =
          claims -> claims.claim("email", "admin@acme.example");

      assertThat(TestProvider.query(trip.sentTo(), "redirect_uri"))
          .isEqualTo("https://chat.example/api/v1/auth/providers/oidc/callback");
      assertRefused(oidc(there, "stranger", claims -> claims), "SIGNUP_CLOSED");
      guessingByLinksIsSlowedDown(there, oidc(there, "admin", admin).cookie("linkToken"));
    }
    var open = new String[] {"--parley.signup=closed", "--parley.provider-signup=open"};
    try (var parley = start(folder, open)) {
      var there = new Api(parley.port());

      var answer = oidc(there, "stranger", claims -> claims);
      var id = me(there, answer).get("id").asString();
      parley.part(Profiles.class).setDisabled(id, true);

      assertRefused(oidc(there, "stranger", claims -> claims), "ACCOUNT_DISABLED");
    }
  }

  private static void guessingByLinksIsSlowedDown(Api there, String token) {
    var guess = Map.of("token", token, "password", "a guess");

    for (var expected : List.of("INVALID_CREDENTIALS", "INVALID_CREDENTIALS", "RATE_LIMITED")) {
      assertThat(there.post("auth/link").send(guess).error()).isEqualTo(expected);
    }
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }
}
