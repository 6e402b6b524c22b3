package dev.parley.chat;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Signed-in devices: begun by sign-in, kept by refreshing, ended at once.
public final class Sessions {
  static final Duration LIFE = Duration.ofDays(30);
  static final Duration REUSE = SessionStore.REMEMBERED;
  private static final int KEPT = 100_000;

  /// A session with the refresh token its device must keep.
  public record Opened(Session session, String refreshToken) {}

  /// Where a sign-in came from.
  public record Device(String userAgent, String address) {}

  private final SessionStore store;
  private final Events events;
  private final InstantSource clock;
  private final RefreshTokens tokens;

  /// Sessions known to be live; an ended one leaves at once, so one look-up decides a request.
  private final Lru<String, Session> live = new Lru<>(KEPT);

  public Sessions(SessionStore store, Events events, InstantSource clock, byte[] tokenKey) {
    this.store = store;
    this.events = events;
    this.clock = clock;
    this.tokens = new RefreshTokens(tokenKey);
  }

  Opened open(String userId, Device device) {
    var now = clock.instant();
    var session =
        new Session(
            Ids.at(now), userId, device.userAgent(), device.address(), now, now, now.plus(LIFE));
    var token = tokens.first(session.id());
    store.add(session, RefreshTokens.hash(token));
    live.put(session.id(), session);
    return new Opened(session, token);
  }

  /// Exchanges a refresh token. Its use again within 30 s of its first use answers the same
  /// successor, whatever became of that; any other use of a token that is not the valid one ends
  /// the session, since somebody else may hold it.
  public Opened refresh(String token) {
    var id = named(token).session().id();
    var now = clock.instant();
    var hash = RefreshTokens.hash(token);
    var next = tokens.successor(token);
    if (store.rotate(id, hash, RefreshTokens.hash(next), now, now.plus(LIFE))
        || isReusable(id, hash)) {
      return opened(id, next);
    }
    end(id);
    throw invalid();
  }

  /// The session a token names, whether or not the token is the valid one.
  private SessionStore.Stored named(String token) {
    var id = RefreshTokens.sessionId(token);
    var stored = id == null ? null : store.session(id);
    if (stored == null || isOver(stored.session())) {
      throw invalid();
    }
    return stored;
  }

  private boolean isOver(Session session) {
    return !clock.instant().isBefore(session.expiresAt());
  }

  private boolean isReusable(String id, String hash) {
    var exchanged = store.exchangedAt(id, hash);
    return exchanged != null && clock.instant().isBefore(exchanged.plus(REUSE));
  }

  private Opened opened(String sessionId, String token) {
    var stored = store.session(sessionId);
    if (stored == null) {
      throw invalid();
    }
    return new Opened(stored.session(), token);
  }

  /// The live session a refresh token belongs to, without exchanging it; null if it is not valid.
  public @Nullable Session peek(String token) {
    var id = RefreshTokens.sessionId(token);
    var stored = id == null ? null : store.session(id);
    if (stored == null || isOver(stored.session())) {
      return null;
    }
    var hash = RefreshTokens.hash(token);
    return hash.equals(stored.refreshHash()) || isReusable(stored.session().id(), hash)
        ? stored.session()
        : null;
  }

  /// Null when it has ended.
  public @Nullable Session live(String sessionId) {
    var known = live.get(sessionId);
    if (known != null && !isOver(known)) {
      return known;
    }
    var stored = store.session(sessionId);
    if (stored == null || isOver(stored.session())) {
      return null;
    }
    live.put(sessionId, stored.session());
    if (store.session(sessionId) == null) { // ended between the read and the put
      live.remove(sessionId);
      return null;
    }
    return stored.session();
  }

  /// Another node has ended it.
  public void forget(String sessionId) {
    live.remove(sessionId);
  }

  /// From here on what is asked for is read from the store.
  public void forgetAll() {
    live.clear();
  }

  public List<Session> ofUser(String userId) {
    return store.ofUser(userId).stream().filter(session -> !isOver(session)).toList();
  }

  /// Ends one; nothing happens when it has ended before.
  public void end(String sessionId) {
    var stored = store.session(sessionId);
    if (stored != null && store.remove(sessionId)) {
      live.remove(sessionId);
      events.publish(new ChatEvent.SessionEnded(sessionId, stored.session().userId()));
    }
  }

  /// Ends one of the user's own.
  public void end(String userId, String sessionId) {
    var stored = store.session(sessionId);
    if (stored == null || !stored.session().userId().equals(userId)) {
      throw Refused.notFound("Session");
    }
    end(sessionId);
  }

  void endAll(String userId) {
    endOthers(userId, null);
  }

  void endOthers(String userId, @Nullable String keptSessionId) {
    for (var session : store.ofUser(userId)) {
      if (!Objects.equals(session.id(), keptSessionId)) {
        end(session.id());
      }
    }
  }

  private static Refused invalid() {
    return new Refused(Refusal.INVALID_TOKEN, "Invalid refresh token");
  }
}
