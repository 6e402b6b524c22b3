package dev.parley.gateway;

import dev.parley.chat.Refusal;
import dev.parley.chat.Refused;
import dev.parley.chat.Session;
import dev.parley.chat.Sessions;
import dev.parley.chat.User;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/// Decides who a request or a handshake is from. Each refusal's message is the one of the contract,
/// for REST and CONNECT alike.
public final class Authenticator {
  private final AccessTokens tokens;
  private final Sessions sessions;
  private final Profiles profiles;
  private final @Nullable HostTokens host;
  private final InstantSource clock;

  /// @param host null where no host application vouches for people
  public Authenticator(
      AccessTokens tokens,
      Sessions sessions,
      Profiles profiles,
      @Nullable HostTokens host,
      InstantSource clock) {
    this.tokens = tokens;
    this.sessions = sessions;
    this.profiles = profiles;
    this.host = host;
    this.clock = clock;
  }

  /// Of a REST request: an access token of a live session, else UNAUTHORIZED, INVALID_TOKEN or
  /// TOKEN_EXPIRED; OTHER_USER when it is not of whom the request names.
  public Identity request(Credentials credentials) {
    return meant(credentials, holder(credentials));
  }

  private Identity holder(Credentials credentials) {
    var token = credentials.token() == null ? credentials.accessCookie() : credentials.token();
    if (token == null) {
      throw missing();
    }
    if (host != null && !AccessTokens.isOurs(token)) {
      var holder = host.holder(token);
      refuseDisabled(holder.user());
      return Identity.of(holder.user(), holder.expiresAt());
    }
    var claimed = tokens.verify(token);
    var session = sessions.live(claimed.sessionId());
    if (session == null || !session.userId().equals(claimed.userId())) {
      throw AccessTokens.invalid();
    }
    return identity(session);
  }

  /// Of a CONNECT: as of a request; but where cookies speak and the access token is gone or has
  /// expired, the refresh token of a live session will do. It is not exchanged.
  public Identity handshake(Credentials credentials) {
    try {
      return request(credentials);
    } catch (Refused refused) {
      var renewable =
          refused.refusal() == Refusal.UNAUTHORIZED || refused.refusal() == Refusal.TOKEN_EXPIRED;
      var refresh = credentials.token() == null ? credentials.refreshCookie() : null;
      var session = renewable && refresh != null ? sessions.peek(refresh) : null;
      if (session == null) {
        throw refused;
      }
      return meant(credentials, identity(session));
    }
  }

  private static Identity meant(Credentials credentials, Identity identity) {
    if (credentials.userId() != null && !credentials.userId().equals(identity.userId())) {
      throw new Refused(Refusal.OTHER_USER, "Somebody else is signed in");
    }
    return identity;
  }

  /// Whether a socket may stay.
  boolean isLive(Identity identity) {
    if (identity.sessionId() != null) {
      return sessions.live(identity.sessionId()) != null;
    }
    var user = profiles.user(identity.userId());
    var end = identity.expiresAt();
    return user != null && !user.disabled() && end != null && clock.instant().isBefore(end);
  }

  /// Name and role as they are now, not as when the token was issued; and the strings are those
  /// kept in memory anyway, which counts with thousands of sockets.
  private Identity identity(Session session) {
    var user = profiles.user(session.userId());
    if (user == null) {
      throw new Refused(Refusal.UNAUTHORIZED, "User not found");
    }
    refuseDisabled(user);
    return Identity.of(user, session);
  }

  private static void refuseDisabled(User user) {
    if (user.disabled()) {
      throw AccessTokens.invalid();
    }
  }

  private static Refused missing() {
    return new Refused(Refusal.UNAUTHORIZED, "Authentication token required");
  }
}
