package dev.parley.server;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseCookie;
import org.springframework.web.server.ServerWebExchange;

/// A cookie that scripts can't read, for one path. Secure behind TLS or when set so.
///
/// @param sameSite `Lax` where the browser brings it when it comes back from another site
record BrowserCookie(
    String name, String path, String sameSite, Clients clients, boolean alwaysSecure) {
  void set(ServerWebExchange exchange, String value, Duration life) {
    exchange
        .getResponse()
        .addCookie(
            ResponseCookie.from(name, value)
                .httpOnly(true)
                .path(path)
                .sameSite(sameSite)
                .secure(alwaysSecure || clients.of(exchange).secure())
                .maxAge(life)
                .build());
  }

  void clear(ServerWebExchange exchange) {
    set(exchange, "", Duration.ZERO);
  }

  /// Null when the browser has none.
  @Nullable String read(ServerWebExchange exchange) {
    var cookie = exchange.getRequest().getCookies().getFirst(name);
    return cookie == null || cookie.getValue().isEmpty() ? null : cookie.getValue();
  }
}
