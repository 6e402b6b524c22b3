package dev.parley.gateway;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What a request or a handshake brings to prove who it is from, before anything is checked.
///
/// @param token from `auth.token`, else the bearer header
/// @param accessCookie the cookie `accessToken`
/// @param refreshCookie the cookie `refreshToken`
/// @param userId who must be meant by all that; null when it does not matter. A browser's cookies
///   can become somebody else's under a page that is still open
public record Credentials(
    @Nullable String token,
    @Nullable String accessCookie,
    @Nullable String refreshCookie,
    @Nullable String userId) {
  public static final String ACCESS_COOKIE = "accessToken";
  public static final String REFRESH_COOKIE = "refreshToken";

  /// The header that carries [#userId] with a request.
  public static final String USER_HEADER = "Parley-User";

  private static final String BEARER = "bearer ";

  /// Takes them from where each of them stands.
  ///
  /// @param authToken `auth.token` of a CONNECT
  /// @param authorization the header `Authorization`
  /// @param cookies the header `Cookie`
  public static Credentials of(
      @Nullable String authToken, @Nullable String authorization, @Nullable String cookies) {
    return new Credentials(
        authToken == null || authToken.isEmpty() ? bearer(authorization) : authToken,
        cookie(cookies, ACCESS_COOKIE),
        cookie(cookies, REFRESH_COOKIE),
        null);
  }

  /// The same, of nobody but that user.
  public Credentials ofUser(@Nullable String userId) {
    return new Credentials(token, accessCookie, refreshCookie, userId);
  }

  /// Whether nothing but cookies speaks for it: then its origin must be a known one.
  public boolean byCookie() {
    return token == null && (accessCookie != null || refreshCookie != null);
  }

  private static @Nullable String bearer(@Nullable String authorization) {
    return authorization != null && authorization.toLowerCase(Locale.ROOT).startsWith(BEARER)
        ? authorization.substring(BEARER.length()).strip()
        : null;
  }

  /// RFC 6265 §4.2.1; the first one of a name counts, an empty one is none.
  private static @Nullable String cookie(@Nullable String header, String name) {
    if (header == null) {
      return null;
    }
    for (var pair : header.split(";", -1)) {
      var equals = pair.indexOf('=');
      if (equals > 0 && pair.substring(0, equals).strip().equals(name)) {
        var value = pair.substring(equals + 1).strip();
        return value.isEmpty() ? null : value;
      }
    }
    return null;
  }
}
