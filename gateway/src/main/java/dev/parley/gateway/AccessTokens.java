package dev.parley.gateway;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.parley.chat.Lru;
import dev.parley.chat.Refusal;
import dev.parley.chat.Refused;
import dev.parley.chat.User;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.Locale;

/// Access tokens: JWTs (RFC 7519) signed with HS256 and nothing else, whatever their header says,
/// holding `{userId,email,username,role,sid,iat,exp}` and good for 15 minutes.
public final class AccessTokens {
  public static final Duration LIFE = Duration.ofMinutes(15);

  /// Shortest secret in bytes, RFC 7518 §3.2.
  public static final int SECRET_LENGTH = 32;

  private static final int KEPT = 10_000;

  private static final JWSHeader HEADER =
      new JWSHeader.Builder(JWSAlgorithm.HS256).type(JOSEObjectType.JWT).build();

  private static final String PREFIX = HEADER.toBase64URL() + ".";

  private final JWSSigner signer;
  private final JWSVerifier verifier;
  private final InstantSource clock;

  /// Tokens found good: verifying the same one again with each request is a tenth of the request.
  private final Lru<String, Claims> verified = new Lru<>(KEPT);

  public AccessTokens(byte[] secret, InstantSource clock) {
    if (secret.length < SECRET_LENGTH) {
      throw new IllegalArgumentException(
          "the secret of access tokens must have at least " + SECRET_LENGTH + " bytes");
    }
    try {
      this.signer = new MACSigner(secret);
      this.verifier = new MACVerifier(secret);
    } catch (JOSEException e) {
      throw new IllegalArgumentException("the secret can't be used", e);
    }
    this.clock = clock;
  }

  public String issue(User user, String sessionId) {
    var now = clock.instant();
    var claims =
        new JWTClaimsSet.Builder()
            .claim("userId", user.id())
            .claim("email", user.email())
            .claim("username", user.username())
            .claim("role", user.role().name().toLowerCase(Locale.ROOT))
            .claim("sid", sessionId)
            .issueTime(Date.from(now))
            .expirationTime(Date.from(now.plus(LIFE)))
            .build();
    var token = new SignedJWT(HEADER, claims);
    try {
      token.sign(signer);
    } catch (JOSEException e) {
      throw new AssertionError("the secret fits HS256", e);
    }
    return token.serialize();
  }

  /// What a token says of whom it was issued to.
  record Claims(String userId, String sessionId, Instant expires) {}

  /// Reads a token. Refuses with TOKEN_EXPIRED what was good once, with INVALID_TOKEN anything
  /// else. Whether the session still lives is for the caller to ask.
  Claims verify(String token) {
    var claims = verified.get(token);
    if (claims == null) {
      claims = parse(token);
      refuseExpired(claims);
      verified.put(token, claims);
    }
    refuseExpired(claims);
    return claims;
  }

  /// Whether a token looks as if it was issued here: only then it can be good.
  static boolean isOurs(String token) {
    return token.startsWith(PREFIX);
  }

  private void refuseExpired(Claims claims) {
    if (!clock.instant().isBefore(claims.expires())) {
      throw new Refused(Refusal.TOKEN_EXPIRED, "Token expired");
    }
  }

  private Claims parse(String token) {
    try {
      var parsed = SignedJWT.parse(token);
      if (!JWSAlgorithm.HS256.equals(parsed.getHeader().getAlgorithm())
          || !parsed.verify(verifier)) {
        throw invalid();
      }
      return claims(parsed.getJWTClaimsSet());
    } catch (ParseException | JOSEException | IllegalArgumentException e) {
      throw invalid();
    }
  }

  private static Claims claims(JWTClaimsSet claims) throws ParseException {
    var userId = claims.getStringClaim("userId");
    var sessionId = claims.getStringClaim("sid");
    var expires = claims.getExpirationTime();
    if (userId == null || sessionId == null || expires == null) {
      throw invalid();
    }
    return new Claims(userId, sessionId, expires.toInstant());
  }

  static Refused invalid() {
    return new Refused(Refusal.INVALID_TOKEN, "Invalid token");
  }
}
