package dev.parley.gateway;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.parley.chat.Lru;
import dev.parley.chat.OutsideAccountStore;
import dev.parley.chat.Outsider;
import dev.parley.chat.Refusal;
import dev.parley.chat.Refused;
import java.net.URL;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// JWTs (RFC 7519) that another service signs, checked with the keys it publishes as a JWK set (RFC
/// 7517): signed with a key pair, by this issuer, for this audience, and not expired. Keys are
/// fetched when needed and kept for minutes; one not known yet is looked for at once, though not
/// more often than every few seconds whatever tokens come in.
public final class OutsideTokens {
  private static final int TIMEOUT = 5_000;
  private static final int SIZE = 1 << 20;
  private static final int KEPT = 10_000;
  private static final int SUBJECT_LENGTH = 255;
  private static final Duration SKEW = Duration.ofSeconds(60);

  /// What is accepted of a service.
  ///
  /// @param issuers as they stand in `iss`; the first one names the service here
  /// @param audience one that `aud` must hold
  public record Trust(List<String> issuers, String audience) {}

  /// What a token says.
  public record Claims(Outsider outsider, Instant expiresAt, @Nullable String nonce) {}

  private final Trust trust;
  private final JWKSource<SecurityContext> keys;
  private final InstantSource clock;
  private final Lru<String, Claims> verified = new Lru<>(KEPT);

  /// @param keySet where the keys are published
  public OutsideTokens(URL keySet, Trust trust, InstantSource clock) {
    this(
        trust,
        JWKSourceBuilder.create(keySet, new DefaultResourceRetriever(TIMEOUT, TIMEOUT, SIZE))
            .cache(true)
            .rateLimited(5_000)
            .outageTolerant(true)
            .build(),
        clock);
  }

  OutsideTokens(Trust trust, JWKSource<SecurityContext> keys, InstantSource clock) {
    this.trust = trust;
    this.keys = keys;
    this.clock = clock;
  }

  /// Refuses with TOKEN_EXPIRED what was good once, with UNAVAILABLE when the keys can't be had,
  /// with INVALID_TOKEN anything else.
  public Claims verify(String token) {
    var claims = verified.get(token);
    if (claims == null) {
      claims = parse(token);
      refuseExpired(claims);
      verified.put(token, claims);
    }
    refuseExpired(claims);
    return claims;
  }

  private void refuseExpired(Claims claims) {
    if (!clock.instant().isBefore(claims.expiresAt())) {
      throw new Refused(Refusal.TOKEN_EXPIRED, "Token expired");
    }
  }

  private Claims parse(String token) {
    try {
      var parsed = SignedJWT.parse(token);
      for (var key : keys(parsed.getHeader())) {
        if (isSignedBy(parsed, key)) {
          return claims(parsed.getJWTClaimsSet());
        }
      }
      throw AccessTokens.invalid();
    } catch (ParseException | JOSEException | IllegalArgumentException e) {
      throw AccessTokens.invalid();
    }
  }

  private List<JWK> keys(JWSHeader header) {
    var algorithm = header.getAlgorithm();
    if (!JWSAlgorithm.Family.SIGNATURE.contains(algorithm)) {
      throw AccessTokens.invalid(); // `none`, or a secret that nobody shares with us
    }
    try {
      return keys.get(new JWKSelector(JWKMatcher.forJWSHeader(header)), null);
    } catch (RateLimitReachedException e) {
      throw AccessTokens.invalid(); // an unknown key, and the keys were fetched just now
    } catch (KeySourceException e) {
      throw new Refused(Refusal.UNAVAILABLE, "Tokens can't be checked now");
    }
  }

  private static boolean isSignedBy(SignedJWT token, JWK key) throws JOSEException {
    return switch (key) {
      case RSAKey rsa -> token.verify(new RSASSAVerifier(rsa));
      case ECKey ec -> token.verify(new ECDSAVerifier(ec));
      case OctetKeyPair pair -> token.verify(new Ed25519(pair));
      default -> false;
    };
  }

  private Claims claims(JWTClaimsSet claims) throws ParseException {
    var subject = claims.getSubject();
    var expires = claims.getExpirationTime();
    var notBefore = claims.getNotBeforeTime();
    if (subject == null
        || subject.isBlank()
        || subject.length() > SUBJECT_LENGTH
        || expires == null
        || !trust.issuers().contains(String.valueOf(claims.getIssuer()))
        || !holds(claims.getAudience(), trust.audience())
        || (notBefore != null && clock.instant().plus(SKEW).isBefore(notBefore.toInstant()))) {
      throw AccessTokens.invalid();
    }
    var key = new OutsideAccountStore.Key(trust.issuers().getFirst(), subject);
    var outsider =
        new Outsider(key, text(claims, "email"), isTrue(claims, "email_verified"), name(claims));
    return new Claims(outsider, expires.toInstant(), text(claims, "nonce"));
  }

  private static boolean holds(@Nullable Collection<String> audience, String wanted) {
    return audience != null && audience.contains(wanted);
  }

  private static @Nullable String name(JWTClaimsSet claims) {
    for (var claim : List.of("preferred_username", "name", "username")) {
      var name = text(claims, claim);
      if (name != null && !name.isBlank()) {
        return name;
      }
    }
    return null;
  }

  /// Claims of the wrong type are as if they were not there.
  private static @Nullable String text(JWTClaimsSet claims, String name) {
    return claims.getClaim(name) instanceof String text ? text : null;
  }

  private static boolean isTrue(JWTClaimsSet claims, String name) {
    var value = claims.getClaim(name);
    return Boolean.TRUE.equals(value) || "true".equals(value);
  }
}
