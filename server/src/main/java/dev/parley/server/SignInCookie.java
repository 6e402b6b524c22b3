package dev.parley.server;

import org.jspecify.annotations.Nullable;
import org.springframework.web.server.ServerWebExchange;

/// The cookie that holds a browser's last [SignInAttempt]: so no node need know of it.
record SignInCookie(SignInAttempts attempts, BrowserCookie cookie) {
  SignInAttempt begin(ServerWebExchange exchange, String provider) {
    var attempt = attempts.begin(provider);
    cookie.set(exchange, attempts.write(attempt), SignInAttempts.GOOD);
    return attempt;
  }

  /// The attempt that ends here, once: it is taken from the browser. Null when the browser has not
  /// begun it, or not with this provider, or too long ago.
  @Nullable SignInAttempt take(
      ServerWebExchange exchange, String provider, @Nullable String state) {
    var attempt = attempts.read(cookie.read(exchange));
    cookie.clear(exchange);
    return attempt != null
            && attempt.provider().equals(provider)
            && SignInAttempts.isSame(attempt.state(), state)
        ? attempt
        : null;
  }
}
