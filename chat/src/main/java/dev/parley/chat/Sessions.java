package dev.parley.chat;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Signed-in devices: begun by sign-in, kept by refreshing, ended at once.
public final class Sessions {
  static final Duration LIFE = Duration.ofDays(30);
  static final Duration REUSE = Duration.ofSeconds(30);

  /// A session with the refresh token its device must keep.
  public record Opened(Session session, String refreshToken) {}

  /// Where a sign-in came from.
  public record Device(String userAgent, String address) {}

  private final SessionStore store;
  private final Events events;
  private final InstantSource clock;
  private final RefreshTokens tokens;

  /// Sessions known to be live; an ended one leaves at once, so one look-up decides a request.
  private final Map<String, Session> live = new ConcurrentHashMap<>();

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

  /// Exchanges a refresh token. Its use again within 30 s answers the same successor; any other use
  /// of a token that is not the valid one ends the session, since somebody else may hold it.
  public Opened refresh(String token) {
    var sessionId = RefreshTokens.sessionId(token);
    var stored = sessionId == null ? null : store.session(sessionId);
    var now = clock.instant();
    if (stored == null || !now.isBefore(stored.session().expiresAt())) {
      throw invalid();
    }
    var hash = RefreshTokens.hash(token);
    var next = tokens.successor(token);
    var nextHash = RefreshTokens.hash(next);
    if (stored.refreshHash().equals(hash)
        && !store.rotate(stored.session().id(), hash, nextHash, now, now.plus(LIFE))) {
      stored = store.session(stored.session().id());
    } else if (stored.refreshHash().equals(hash)) {
      return opened(stored.session().id(), next);
    }
    if (stored != null
        && stored.refreshHash().equals(nextHash)
        && now.isBefore(stored.rotatedAt().plus(REUSE))) {
      return opened(stored.session().id(), next);
    }
    if (stored != null) {
      end(stored.session().id());
    }
    throw invalid();
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
    var sessionId = RefreshTokens.sessionId(token);
    var stored = sessionId == null ? null : store.session(sessionId);
    if (stored == null || !clock.instant().isBefore(stored.session().expiresAt())) {
      return null;
    }
    var hash = RefreshTokens.hash(token);
    var reused =
        hash.equals(stored.previousHash())
            && clock.instant().isBefore(stored.rotatedAt().plus(REUSE));
    return stored.refreshHash().equals(hash) || reused ? stored.session() : null;
  }

  /// Null when it has ended.
  public @Nullable Session live(String sessionId) {
    var known = live.get(sessionId);
    if (known == null || !clock.instant().isBefore(known.expiresAt())) {
      var stored = store.session(sessionId);
      if (stored == null || !clock.instant().isBefore(stored.session().expiresAt())) {
        live.remove(sessionId);
        return null;
      }
      known = stored.session();
      live.put(sessionId, known);
      // One that ended between the read and the put must not stay.
      if (store.session(sessionId) == null) {
        live.remove(sessionId);
        return null;
      }
    }
    return known;
  }

  public List<Session> ofUser(String userId) {
    var now = clock.instant();
    return store.ofUser(userId).stream().filter(s -> now.isBefore(s.expiresAt())).toList();
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
