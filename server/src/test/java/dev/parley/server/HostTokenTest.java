package dev.parley.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import dev.parley.chat.AccountAdministration;
import dev.parley.chat.Audit;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// People of a host application, who come with its tokens.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class HostTokenTest {
  private final RSAKey rsa = TestIssuer.rsa("rsa");
  private final ECKey ec = TestIssuer.ec("ec");
  private final TestIssuer.Edwards edwards = TestIssuer.Edwards.make("ed");
  private final TestIssuer issuer = new TestIssuer(rsa, ec, edwards.key());
  private Parley server;
  private Api api;

  @BeforeAll
  void start(@TempDir Path folder) {
    server = start(folder, issuer);
    api = new Api(server.port());
  }

  private static Parley start(Path folder, TestIssuer issuer) {
    return ServerExtension.start(
        folder,
        "--parley.signup=closed",
        "--parley.host-jwks-url=" + issuer.keysUrl(),
        "--parley.host-issuer=" + TestIssuer.ISSUER,
        "--parley.host-audience=" + TestIssuer.AUDIENCE);
  }

  @AfterAll
  void stop() {
    server.close();
    issuer.close();
  }

  private Api.Answer me(String token) {
    return api.get("auth/me").bearer(token).send();
  }

  private String idOf(String token) {
    return me(token).data().get("id").asString();
  }

  private void assertRefused(String token) {
    assertThat(me(token))
        .extracting(Api.Answer::status, Api.Answer::error)
        .containsExactly(401, "INVALID_TOKEN");
  }

  @Test
  void anAccountIsMadeOnFirstSightWithNameAndEmail() {
    var claims =
        TestIssuer.claims("first")
            .claim("name", "Ada Lovelace")
            .claim("email", "ada@host.example")
            .claim("email_verified", true);

    var user = me(TestIssuer.sign(rsa, claims)).data();

    assertThat(user.get("username").asString()).isEqualTo("Ada Lovelace");
    assertThat(user.get("email").asString()).isEqualTo("ada@host.example");
    assertThat(user.get("emailVerified").asBoolean(false)).isTrue();
    assertThat(user.get("role").asString()).isEqualTo("user");
    assertThat(idOf(TestIssuer.sign(ec, TestIssuer.claims("first"))))
        .isEqualTo(user.get("id").asString());
  }

  @Test
  void namesAndEmailsThatAreMissingTakenOrOddAreMended() {
    var named = TestIssuer.claims("n1").claim("name", "Grace").claim("email", "g@host.example");
    var same = TestIssuer.claims("n2").claim("name", "grace").claim("email", "g@host.example");
    var odd = TestIssuer.claims("n3").claim("name", " \u0000x\n").claim("email", 7);
    var nameless = TestIssuer.claims("n4").claim("email", "hopper@host.example");

    me(TestIssuer.sign(rsa, named));
    assertThat(me(TestIssuer.sign(rsa, same)).data().get("username").asString())
        .isEqualTo("grace 2");
    assertThat(me(TestIssuer.sign(rsa, same)).data().get("email").asString())
        .endsWith("@users.invalid");
    assertThat(me(TestIssuer.sign(rsa, odd)).data().get("username").asString()).isEqualTo("user x");
    assertThat(me(TestIssuer.sign(rsa, nameless)).data().get("username").asString())
        .isEqualTo("hopper");
  }

  @Test
  void tenAtOnceAreOneAccount() throws Exception {
    var token = edwards.sign(TestIssuer.claims("many").claim("name", "Many"));
    var tries = IntStream.range(0, 10).<Callable<String>>mapToObj(i -> () -> idOf(token)).toList();

    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var ids = threads.invokeAll(tries).stream().map(f -> f.resultNow()).distinct();
      assertThat(ids).hasSize(1);
    }
  }

  @Test
  void onlySignaturesOfItsPublishedKeysCount() throws JOSEException {
    var claims = TestIssuer.claims("signed");

    assertThat(me(TestIssuer.sign(rsa, claims)).status()).isEqualTo(200);
    assertThat(me(TestIssuer.sign(ec, claims)).status()).isEqualTo(200);
    assertThat(me(edwards.sign(claims)).status()).isEqualTo(200);
    assertRefused(TestIssuer.sign(TestIssuer.rsa("rsa"), claims));
    assertRefused(TestIssuer.sign(TestIssuer.ec("nobody's"), claims));
    assertRefused(TestIssuer.Edwards.make("ed").sign(claims));
    assertRefused(new PlainJWT(claims.build()).serialize());
    assertRefused(TestIssuer.sign(rsa, claims) + "x");
    assertRefused("rubbish");

    // The public key, which everybody knows, taken for a shared secret.
    var confused =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("rsa").build(), claims.build());
    confused.sign(new MACSigner(rsa.toPublicJWK().toJSONString().getBytes(StandardCharsets.UTF_8)));
    assertRefused(confused.serialize());
  }

  @Test
  void onlyClaimsMeantForThisServerCount() {
    assertRefused(TestIssuer.sign(rsa, TestIssuer.claims("c").issuer("https://evil.example")));
    assertRefused(TestIssuer.sign(rsa, TestIssuer.claims("c").issuer(null)));
    assertRefused(TestIssuer.sign(rsa, TestIssuer.claims("c").audience("another")));
    assertRefused(TestIssuer.sign(rsa, TestIssuer.claims("c").audience((String) null)));
    assertRefused(TestIssuer.sign(rsa, TestIssuer.claims("c").expirationTime(null)));
    assertRefused(TestIssuer.sign(rsa, TestIssuer.claims("").subject(" ")));
    assertRefused(
        TestIssuer.sign(
            rsa, TestIssuer.claims("c").notBeforeTime(Date.from(Instant.now().plusSeconds(200)))));
    assertThat(
            me(TestIssuer.sign(
                    rsa,
                    TestIssuer.claims("c")
                        .expirationTime(Date.from(Instant.now().minusSeconds(1)))))
                .error())
        .isEqualTo("TOKEN_EXPIRED");
    assertThat(
            me(TestIssuer.sign(
                    rsa, TestIssuer.claims("c").audience(List.of("other", TestIssuer.AUDIENCE))))
                .status())
        .isEqualTo(200);
  }

  @Test
  void aNewKeyIsFoundAtOnceAndUnknownOnesDoNotFloodTheHost(@TempDir Path folder) {
    try (var rotating = new TestIssuer(rsa);
        var there = start(folder, rotating)) {
      var api = new Api(there.port());
      var next = TestIssuer.rsa("next");
      assertThat(
              api.get("auth/me")
                  .bearer(TestIssuer.sign(rsa, TestIssuer.claims("r")))
                  .send()
                  .status())
          .isEqualTo(200);

      rotating.publish(rsa, next);

      assertThat(
              api.get("auth/me")
                  .bearer(TestIssuer.sign(next, TestIssuer.claims("r")))
                  .send()
                  .status())
          .isEqualTo(200);
      var begin = Instant.now();
      for (var i = 0; i < 20; i++) {
        var unknown = TestIssuer.sign(TestIssuer.ec("unknown" + i), TestIssuer.claims("r"));
        assertThat(api.get("auth/me").bearer(unknown).send().status()).isEqualTo(401);
      }
      // Twice in five seconds at most, however long it took.
      var seconds = Duration.between(begin, Instant.now()).toSeconds();
      assertThat((long) rotating.asked()).isLessThan(10 + seconds);
    }
  }

  @Test
  void aSocketLastsAsLongAsItsTokenUnlessItBringsAnother() {
    var life = Duration.ofSeconds(2);
    while (!lastsAsLongAsItsToken(life)) {
      life = life.multipliedBy(2);
    }
  }

  /// False where this machine was too slow to bring another one in time.
  private boolean lastsAsLongAsItsToken(Duration life) {
    // Tokens know whole seconds.
    var end = Instant.now().plus(life).truncatedTo(ChronoUnit.SECONDS);
    var first = TestIssuer.sign(ec, TestIssuer.claims("soon").expirationTime(Date.from(end)));
    var inTime = false;
    try (var renewed = TestSocket.connected(api, first);
        var left = TestSocket.connected(api, first)) {
      renew(renewed);
      inTime = Instant.now().isBefore(end);
      if (inTime) {
        left.closeCode();
        assertThat(left.rest()).noneMatch(packet -> packet.startsWith("41"));
        assertThat(renewed.call("heartbeat", Map.of()).get("success").asBoolean()).isTrue();
      }
    } catch (AssertionError | CompletionException e) {
      if (inTime || Instant.now().isBefore(end)) {
        throw e;
      }
    }
    return inTime;
  }

  private void renew(TestSocket socket) {
    var second = TestIssuer.sign(ec, TestIssuer.claims("soon"));
    var other = TestIssuer.sign(ec, TestIssuer.claims("other"));
    assertThat(socket.call("authenticate", Map.of("token", other)).get("error").asString())
        .isEqualTo("FORBIDDEN");
    assertThat(socket.call("authenticate", Map.of()).get("error").asString())
        .isEqualTo("VALIDATION_FAILED");
    assertThat(socket.call("authenticate", Map.of("token", "x")).get("error").asString())
        .isEqualTo("INVALID_TOKEN");
    var answer = socket.call("authenticate", Map.of("token", second));
    assertThat(answer.get("data").get("expiresAt").asString()).endsWith("Z");
  }

  @Test
  void aTokenThatHardlyEverExpiresIsATokenLikeAnyOther() {
    var never = Date.from(Instant.parse("9999-12-31T23:59:59Z"));
    var token = TestIssuer.sign(ec, TestIssuer.claims("never").expirationTime(never));
    try (var socket = TestSocket.connected(api, token)) {
      assertThat(socket.call("heartbeat", Map.of()).get("success").asBoolean()).isTrue();
    }
  }

  @Test
  void whoIsDisabledIsOutAtOnce() {
    var token = TestIssuer.sign(ec, TestIssuer.claims("bad"));
    var id = idOf(token);
    try (var socket = TestSocket.connected(api, token)) {
      server.part(AccountAdministration.class).setDisabled(Audit.COMMAND_LINE, id, true);

      socket.packet("41");
    }
    assertRefused(token);
    assertThat(
            api.post("auth/signin")
                .send(Map.of("email", id + "@users.invalid", "password", "x"))
                .error())
        .isEqualTo("INVALID_CREDENTIALS");
  }

  @Test
  void settingsThatCanNotBeUsedAreSaid(@TempDir Path folder) {
    assertThatThrownBy(
            () -> ServerExtension.start(folder, "--parley.host-jwks-url=http://x/").close())
        .hasMessageContaining("PARLEY_HOST_ISSUER");
    assertThatThrownBy(() ->
            ServerExtension.start(
                    folder,
                    "--parley.host-jwks-url=jwks",
                    "--parley.host-issuer=a",
                    "--parley.host-audience=b")
                .close())
        .hasMessageContaining("PARLEY_HOST_JWKS_URL must be");
  }
}
