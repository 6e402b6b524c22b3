package dev.parley.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.parley.chat.Ids;
import dev.parley.chat.Refusal;
import dev.parley.chat.Refused;
import dev.parley.chat.User;
import dev.parley.chat.UserRole;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Date;
import org.junit.jupiter.api.Test;

class AccessTokensTest {
  private static final byte[] SECRET =
      "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

  private final Time time = new Time();
  private final AccessTokens tokens = new AccessTokens(SECRET, time);
  private final User ada =
      new User(
          Ids.at(time.instant()), "ada", "ada@example.org", null, UserRole.ADMIN, time.instant());

  @Test
  void aTokenHoldsWhatTheContractNames() {
    var token = tokens.issue(ada, "session");

    var parts = token.split("\\.", -1);
    assertThat(decoded(parts[0])).isEqualTo("{\"typ\":\"JWT\",\"alg\":\"HS256\"}");
    var claims = Json.object(decoded(parts[1]).getBytes(StandardCharsets.UTF_8));
    var issued = (int) time.instant().getEpochSecond();
    assertThat(claims)
        .containsEntry("userId", ada.id())
        .containsEntry("email", "ada@example.org")
        .containsEntry("username", "ada")
        .containsEntry("role", "admin")
        .containsEntry("sid", "session")
        .containsEntry("iat", issued)
        .containsEntry("exp", issued + 900)
        .hasSize(7);
  }

  @Test
  void aTokenIsGoodForFifteenMinutes() {
    var token = tokens.issue(ada, "session");

    time.move(Duration.ofMinutes(15).minusMillis(1));
    assertThat(tokens.verify(token))
        .extracting(AccessTokens.Claims::userId, AccessTokens.Claims::sessionId)
        .containsExactly(ada.id(), "session");

    time.move(Duration.ofMillis(1));
    assertThat(refusal(token)).isEqualTo(Refusal.TOKEN_EXPIRED);
  }

  @Test
  void aChangedOrForeignTokenIsInvalid() {
    var token = tokens.issue(ada, "session");
    var foreign = new AccessTokens(new byte[32], time).issue(ada, "session");
    var parts = token.split("\\.", -1);
    var otherClaims = tokens.issue(ada, "other").split("\\.", -1)[1];

    assertThat(refusal("")).isEqualTo(Refusal.INVALID_TOKEN);
    assertThat(refusal("a.b.c")).isEqualTo(Refusal.INVALID_TOKEN);
    assertThat(refusal(foreign)).isEqualTo(Refusal.INVALID_TOKEN);
    assertThat(refusal(parts[0] + "." + otherClaims + "." + parts[2]))
        .isEqualTo(Refusal.INVALID_TOKEN);
  }

  @Test
  void noOtherAlgorithmCounts() throws Exception {
    var claims = tokens.issue(ada, "session").split("\\.", -1)[1];
    var none = encoded("{\"alg\":\"none\"}") + "." + claims + ".";
    var secret64 = new byte[64];
    System.arraycopy(SECRET, 0, secret64, 0, SECRET.length);
    var hs512 =
        new SignedJWT(new JWSHeader(JWSAlgorithm.HS512), JWTClaimsSet.parse(decoded(claims)));
    hs512.sign(new MACSigner(secret64));

    assertThat(refusal(none)).isEqualTo(Refusal.INVALID_TOKEN);
    assertThat(refusal(hs512.serialize())).isEqualTo(Refusal.INVALID_TOKEN);
  }

  @Test
  void aSignedTokenWithoutTheClaimsIsInvalid() throws Exception {
    var soon = Date.from(time.instant().plusSeconds(60));
    var noSession =
        new JWTClaimsSet.Builder().claim("userId", ada.id()).expirationTime(soon).build();
    var noEnd = new JWTClaimsSet.Builder().claim("userId", "a").claim("sid", "b").build();
    var number =
        new JWTClaimsSet.Builder()
            .claim("userId", 7)
            .claim("sid", "b")
            .expirationTime(soon)
            .build();

    for (var claims : new JWTClaimsSet[] {noSession, noEnd, number}) {
      var token = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims);
      token.sign(new MACSigner(SECRET));
      assertThat(refusal(token.serialize())).isEqualTo(Refusal.INVALID_TOKEN);
    }
  }

  @Test
  void aShortSecretIsRefusedAtOnce() {
    assertThatThrownBy(() -> new AccessTokens(new byte[31], time))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private Refusal refusal(String token) {
    return catchThrowableOfType(Refused.class, () -> tokens.verify(token)).refusal();
  }

  private static String decoded(String part) {
    return new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8);
  }

  private static String encoded(String json) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(json.getBytes(StandardCharsets.UTF_8));
  }
}
