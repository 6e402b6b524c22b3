package dev.parley.gateway;

import dev.parley.chat.Refusal;
import dev.parley.chat.Refused;
import dev.parley.chat.Sessions;
import org.jspecify.annotations.Nullable;

/// Decides who a request or a handshake is from. Each refusal's message is the one of the contract,
/// for REST and CONNECT alike.
public final class Authenticator {
  private final AccessTokens tokens;
  private final Sessions sessions;
  private final Profiles profiles;

  public Authenticator(AccessTokens tokens, Sessions sessions, Profiles profiles) {
    this.tokens = tokens;
    this.sessions = sessions;
    this.profiles = profiles;
  }

  /// Of a REST request: an access token of a live session, else UNAUTHORIZED, INVALID_TOKEN or
  /// TOKEN_EXPIRED.
  public Identity request(Credentials credentials) {
    var token = credentials.token() == null ? credentials.accessCookie() : credentials.token();
    if (token == null) {
      throw missing();
    }
    return known(live(tokens.verify(token)));
  }

  /// Of a CONNECT: as of a request; but where cookies speak and the access token is gone or has
  /// expired, the refresh token of a live session will do. It is not exchanged.
  public Identity handshake(Credentials credentials) {
    try {
      return request(credentials);
    } catch (Refused refused) {
      var renewable =
          refused.refusal() == Refusal.UNAUTHORIZED || refused.refusal() == Refusal.TOKEN_EXPIRED;
      var refresh = credentials.refreshCookie();
      var identity =
          renewable && credentials.token() == null && refresh != null ? ofSession(refresh) : null;
      if (identity == null) {
        throw refused;
      }
      return identity;
    }
  }

  /// Whether a socket may stay.
  boolean isLive(Identity identity) {
    return sessions.live(identity.sessionId()) != null;
  }

  private Identity live(Identity identity) {
    var session = sessions.live(identity.sessionId());
    if (session == null || !session.userId().equals(identity.userId())) {
      throw AccessTokens.invalid();
    }
    return identity;
  }

  private Identity known(Identity identity) {
    if (profiles.user(identity.userId()) == null) {
      throw new Refused(Refusal.UNAUTHORIZED, "User not found");
    }
    return identity;
  }

  private @Nullable Identity ofSession(String refreshToken) {
    var session = sessions.peek(refreshToken);
    if (session == null) {
      return null;
    }
    var user = profiles.user(session.userId());
    if (user == null) {
      throw new Refused(Refusal.UNAUTHORIZED, "User not found");
    }
    return new Identity(user.id(), user.username(), user.role(), session.id());
  }

  private static Refused missing() {
    return new Refused(Refusal.UNAUTHORIZED, "Authentication token required");
  }
}
