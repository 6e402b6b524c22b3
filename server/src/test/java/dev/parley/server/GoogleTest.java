package dev.parley.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import dev.parley.gateway.Profiles;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// Signing in with an ID token, from an issuer that runs here.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class GoogleTest {
  private final RSAKey key = TestIssuer.rsa("key");
  private final TestIssuer issuer = new TestIssuer(key);
  private Parley server;
  private Api api;

  @BeforeAll
  void start(@TempDir Path folder) {
    server =
        ServerExtension.start(
            folder,
            "--parley.google.client-id=" + TestIssuer.AUDIENCE,
            "--parley.google.issuer=" + TestIssuer.ISSUER,
            "--parley.google.jwks-url=" + issuer.keysUrl());
    api = new Api(server.port());
  }

  @AfterAll
  void stop() {
    server.close();
    issuer.close();
  }

  private Api.Answer google(JWTClaimsSet.Builder claims) {
    return api.post("auth/google").send(Map.of("credential", TestIssuer.sign(key, claims)));
  }

  private static JWTClaimsSet.Builder claims(String subject, String email, boolean verified) {
    return TestIssuer.claims(subject).claim("email", email).claim("email_verified", verified);
  }

  private Api.Answer link(String token, String password) {
    return api.post("auth/link").send(Map.of("token", token, "password", password));
  }

  @Test
  void somebodyNewGetsAnAccountAndIsTheSameNextTime() {
    var first = google(claims("new", "new@g.example", true).claim("name", "New Person"));
    var again = google(claims("new", "changed@g.example", true));

    assertThat(first.status()).isEqualTo(200);
    assertThat(first.data().get("username").asString()).isEqualTo("New Person");
    assertThat(first.data().get("emailVerified").asBoolean(false)).isTrue();
    assertThat(again.data().get("id")).isEqualTo(first.data().get("id"));
    assertThat(api.get("auth/me").bearer(first.cookie("accessToken")).send().status())
        .isEqualTo(200);
    assertThat(
            api.post("auth/refresh")
                .cookies("refreshToken=" + again.cookie("refreshToken"))
                .send()
                .status())
        .isEqualTo(200);
  }

  @Test
  void anAccountIsLinkedByItsEmailWhenBothSidesVerifiedIt() {
    var ada = api.person("ada");
    server.part(Profiles.class).setEmailVerified(ada.id(), true);

    var answer = google(claims("ada", ada.email(), true));

    assertThat(answer.data().get("id").asString()).isEqualTo(ada.id());
    assertThat(google(claims("ada", "x@g.example", false)).data().get("id").asString())
        .isEqualTo(ada.id());
  }

  @Test
  void elseItIsLinkedByItsPassword() {
    var bob = api.person("bob");

    var answer = google(claims("bob", bob.email(), true));
    var token = answer.data().get("linkToken").asString();

    assertThat(answer.status()).isEqualTo(202);
    assertThat(answer.cookie("accessToken")).isEmpty();
    assertThat(link(token, "wrong").error()).isEqualTo("INVALID_CREDENTIALS");
    assertThat(link(token, "correct horse").data().get("id").asString()).isEqualTo(bob.id());
    assertThat(link(token, "correct horse").wrongFields()).containsExactly("token");
    assertThat(google(claims("bob", bob.email(), true)).data().get("id").asString())
        .isEqualTo(bob.id());
  }

  @Test
  void anUnverifiedEmailTakesNobodysAccount() {
    var eve = api.person("victim");
    server.part(Profiles.class).setEmailVerified(eve.id(), true);

    assertThat(google(claims("eve", eve.email(), false)).status()).isEqualTo(202);
  }

  @Test
  void whatIsForgedOrRubbishIsRefused() {
    var forged = TestIssuer.sign(TestIssuer.rsa("key"), claims("x", "x@g.example", true));

    assertThat(api.post("auth/google").send(Map.of("credential", forged)).error())
        .isEqualTo("INVALID_TOKEN");
    assertThat(google(claims("x", "x@g.example", true).audience("other")).status()).isEqualTo(401);
    assertThat(api.post("auth/google").send(Map.of()).wrongFields()).containsExactly("credential");
    assertThat(link("rubbish", "correct horse").wrongFields()).containsExactly("token");
  }

  @Test
  void theButtonIsTold() {
    var options = api.get("auth/options").send().data();

    assertThat(options.get("google").get("clientId").asString()).isEqualTo(TestIssuer.AUDIENCE);
  }
}
