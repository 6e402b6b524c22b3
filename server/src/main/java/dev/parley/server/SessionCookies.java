package dev.parley.server;

import dev.parley.chat.Accounts;
import dev.parley.gateway.AccessTokens;
import dev.parley.gateway.Credentials;
import java.time.Duration;
import java.time.InstantSource;
import org.springframework.http.ResponseCookie;
import org.springframework.web.server.ServerWebExchange;

/// The two cookies of a signed-in browser: HttpOnly, SameSite=Lax, for the whole site, and Secure
/// behind TLS or when set so. Each lasts as long as what it holds.
final class SessionCookies {
  private final AccessTokens tokens;
  private final Clients clients;
  private final InstantSource clock;
  private final boolean alwaysSecure;

  SessionCookies(AccessTokens tokens, Clients clients, InstantSource clock, boolean alwaysSecure) {
    this.tokens = tokens;
    this.clients = clients;
    this.clock = clock;
    this.alwaysSecure = alwaysSecure;
  }

  void set(ServerWebExchange exchange, Accounts.SignedIn signedIn) {
    var session = signedIn.opened().session();
    var life = Duration.between(clock.instant(), session.expiresAt());
    var access = tokens.issue(signedIn.user(), session.id());
    add(exchange, Credentials.ACCESS_COOKIE, access, AccessTokens.LIFE);
    add(exchange, Credentials.REFRESH_COOKIE, signedIn.opened().refreshToken(), life);
  }

  void clear(ServerWebExchange exchange) {
    add(exchange, Credentials.ACCESS_COOKIE, "", Duration.ZERO);
    add(exchange, Credentials.REFRESH_COOKIE, "", Duration.ZERO);
  }

  private void add(ServerWebExchange exchange, String name, String value, Duration life) {
    exchange
        .getResponse()
        .addCookie(
            ResponseCookie.from(name, value)
                .httpOnly(true)
                .path("/")
                .sameSite("Lax")
                .secure(alwaysSecure || clients.of(exchange).secure())
                .maxAge(life)
                .build());
  }
}
