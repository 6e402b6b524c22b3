package dev.parley.gateway;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.parley.chat.Lru;
import dev.parley.chat.PushStore;
import java.net.URI;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Date;
import org.jspecify.annotations.Nullable;

/// How this deployment names itself to push services: RFC 8292. The key is made at first need and
/// is all nodes' own.
public final class Vapid {
  /// A push service refuses more than 24 hours.
  private static final Duration LIFE = Duration.ofHours(12);

  private static final int KEPT = 100;

  private record Signed(String header, Instant renewed) {}

  private final PushStore store;
  private final @Nullable String subject;
  private final InstantSource clock;
  private final Lru<String, Signed> kept = new Lru<>(KEPT);
  private volatile @Nullable ECKey key;

  /// @param subject `mailto:` or `https:`, where whoever runs a push service reaches whoever runs
  ///   this; null for none
  public Vapid(PushStore store, @Nullable String subject, InstantSource clock) {
    this.store = store;
    this.subject = subject;
    this.clock = clock;
  }

  /// What browsers take as `applicationServerKey`: an uncompressed point in base64url.
  public String publicKey() {
    return publicKey(key());
  }

  private static String publicKey(ECKey key) {
    var x = key.getX().decode();
    var y = key.getY().decode();
    var point = new byte[1 + x.length + y.length];
    point[0] = 4;
    System.arraycopy(x, 0, point, 1, x.length);
    System.arraycopy(y, 0, point, 1 + x.length, y.length);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(point);
  }

  /// The value of `Authorization` for an endpoint, the same one for hours.
  public String authorization(URI endpoint) {
    var origin = endpoint.getScheme() + "://" + endpoint.getRawAuthority();
    var now = clock.instant();
    var known = kept.get(origin);
    if (known == null || !now.isBefore(known.renewed())) {
      known = new Signed(sign(origin, now), now.plus(LIFE.dividedBy(2)));
      kept.put(origin, known);
    }
    return known.header();
  }

  private String sign(String origin, Instant now) {
    var key = key();
    var claims =
        new JWTClaimsSet.Builder()
            .audience(origin)
            .expirationTime(Date.from(now.plus(LIFE)))
            .subject(subject)
            .build();
    var header = new JWSHeader.Builder(JWSAlgorithm.ES256).type(JOSEObjectType.JWT).build();
    var token = new SignedJWT(header, claims);
    try {
      token.sign(new ECDSASigner(key));
    } catch (JOSEException e) {
      throw new IllegalStateException("the kept key can't sign", e);
    }
    return "vapid t=" + token.serialize() + ", k=" + publicKey(key);
  }

  private ECKey key() {
    var known = key;
    if (known == null) {
      var stored = store.key(null);
      known = parse(stored == null ? String.valueOf(store.key(made())) : stored);
      key = known;
    }
    return known;
  }

  private static ECKey parse(String stored) {
    try {
      return ECKey.parse(stored);
    } catch (ParseException e) {
      throw new IllegalStateException("the key of pushes is damaged", e);
    }
  }

  private static String made() {
    try {
      return new ECKeyGenerator(Curve.P_256).generate().toJSONString();
    } catch (JOSEException e) {
      throw new AssertionError("every JDK has P-256", e);
    }
  }
}
