package dev.parley.server;

import dev.parley.chat.Refusal;
import dev.parley.chat.Refused;
import dev.parley.gateway.Authenticator;
import dev.parley.gateway.Credentials;
import dev.parley.gateway.Problem;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import org.springframework.security.web.server.ServerAuthenticationEntryPoint;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/// Finds out who a request is from. A wrong token is no reason to refuse a route that needs none;
/// where one is needed, why it was refused is told.
///
/// No bean of the framework's own type for filters: it would run such a one a second time.
final class RequestIdentity implements ServerAuthenticationEntryPoint {
  private static final String REFUSED = RequestIdentity.class.getName() + ".refused";

  private final Authenticator authenticator;
  private final Scheduler blocking;

  /// @param blocking runs the look-up of the session, which may read the store
  RequestIdentity(Authenticator authenticator, Scheduler blocking) {
    this.authenticator = authenticator;
    this.blocking = blocking;
  }

  Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
    var credentials = SignedIn.credentials(exchange);
    if (credentials.token() == null && credentials.accessCookie() == null) {
      return chain.filter(exchange);
    }
    return Mono.defer(() -> identified(exchange, chain, credentials)).subscribeOn(blocking);
  }

  private Mono<Void> identified(
      ServerWebExchange exchange, WebFilterChain chain, Credentials credentials) {
    try {
      var signedIn = new SignedIn(authenticator.request(credentials));
      return chain
          .filter(exchange)
          .contextWrite(ReactiveSecurityContextHolder.withAuthentication(signedIn));
    } catch (Refused refused) {
      exchange.getAttributes().put(REFUSED, refused);
      return chain.filter(exchange);
    }
  }

  @Override
  public Mono<Void> commence(ServerWebExchange exchange, AuthenticationException thrown) {
    exchange.getResponse().getHeaders().set(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
    var refused =
        exchange.getAttribute(REFUSED) instanceof Refused why
            ? why
            : new Refused(Refusal.UNAUTHORIZED, "Authentication token required");
    return ErrorAnswers.answer(exchange, Problem.of(refused));
  }
}
