package dev.parley.chat;

import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.spec.ECFieldFp;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Browsers that want to be told of messages while no page is open.
public final class PushSubscriptions {
  /// Browsers of one person.
  static final int MOST = 10;

  private static final int COORDINATE = 32;
  private static final int POINT = 1 + 2 * COORDINATE;
  private static final int SECRET = 16;
  private static final ECParameterSpec P256 = p256();

  private final PushStore store;
  private final Sessions sessions;
  private final PushEndpoints endpoints;
  private final InstantSource clock;

  public PushSubscriptions(
      PushStore store, Sessions sessions, PushEndpoints endpoints, InstantSource clock) {
    this.store = store;
    this.sessions = sessions;
    this.endpoints = endpoints;
    this.clock = clock;
  }

  /// A browser takes pushes for the user from now on, and for nobody else. Of more than ten the
  /// oldest goes.
  ///
  /// @param sessionId the subscription ends with that session; null for one that has none
  public void subscribe(
      String userId,
      @Nullable String sessionId,
      @Nullable String endpoint,
      @Nullable String p256dh,
      @Nullable String auth) {
    var checks = new Checks();
    if (endpoint == null || !endpoints.allows(endpoint)) {
      checks.add("endpoint", "must be an address of a known push service");
    }
    if (!isPoint(bytes(p256dh))) {
      checks.add("keys", "p256dh must be a point of P-256, uncompressed, in base64url");
    }
    if (bytes(auth).length != SECRET) {
      checks.add("keys", "auth must be 16 bytes in base64url");
    }
    checks.refuseIfAny();
    var to = String.valueOf(endpoint);
    store.put(
        new PushSubscription(
            PushSubscription.id(to),
            userId,
            sessionId,
            to,
            String.valueOf(p256dh),
            String.valueOf(auth),
            clock.instant()),
        MOST);
  }

  /// Nothing happens where nobody is subscribed.
  public void unsubscribe(String userId, String endpoint) {
    store.remove(userId, PushSubscription.id(endpoint));
  }

  /// Who is to be told of what is after an entry, by user; subscriptions whose session has ended,
  /// or that lead where nothing is posted to any more, are left out and forgotten.
  Map<String, List<PushStore.Reader>> readersBefore(String conversationId, long seq) {
    var readers = new HashMap<String, List<PushStore.Reader>>();
    for (var reader : store.readersBefore(conversationId, seq)) {
      var subscription = reader.subscription();
      var sessionId = subscription.sessionId();
      if ((sessionId == null || sessions.live(sessionId) != null)
          && endpoints.allows(subscription.endpoint())) {
        readers.merge(subscription.userId(), List.of(reader), PushSubscriptions::joined);
      } else {
        forget(subscription);
      }
    }
    return readers;
  }

  private static <T> List<T> joined(List<T> some, List<T> others) {
    return Stream.concat(some.stream(), others.stream()).toList();
  }

  /// The push service knows it no more, or it may not be used.
  void forget(PushSubscription subscription) {
    store.remove(subscription.userId(), subscription.id());
  }

  private static byte[] bytes(@Nullable String base64) {
    try {
      return Base64.getUrlDecoder().decode(base64 == null ? "" : base64);
    } catch (IllegalArgumentException e) {
      return new byte[0];
    }
  }

  /// A point off the curve would give away parts of a key. SEC 1 §2.3.4.
  private static boolean isPoint(byte[] bytes) {
    if (bytes.length != POINT || bytes[0] != 4) {
      return false;
    }
    var curve = P256.getCurve();
    var p = ((ECFieldFp) curve.getField()).getP();
    var x = new BigInteger(1, Arrays.copyOfRange(bytes, 1, 1 + COORDINATE));
    var y = new BigInteger(1, Arrays.copyOfRange(bytes, 1 + COORDINATE, POINT));
    var right = x.pow(3).add(curve.getA().multiply(x)).add(curve.getB()).mod(p);
    return x.compareTo(p) < 0 && y.compareTo(p) < 0 && y.pow(2).mod(p).equals(right);
  }

  private static ECParameterSpec p256() {
    try {
      var parameters = AlgorithmParameters.getInstance("EC");
      parameters.init(new ECGenParameterSpec("secp256r1"));
      return parameters.getParameterSpec(ECParameterSpec.class);
    } catch (GeneralSecurityException e) {
      throw new AssertionError("every JDK has P-256", e);
    }
  }
}
