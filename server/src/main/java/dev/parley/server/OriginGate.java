package dev.parley.server;

import dev.parley.chat.Refusal;
import dev.parley.chat.Refused;
import dev.parley.gateway.Problem;
import java.util.Set;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/// Refuses what other sites' pages try to do with a user's cookies.
final class OriginGate implements WebFilter {
  private static final Set<HttpMethod> SAFE =
      Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

  private final Origins origins;
  private final Clients clients;

  OriginGate(Origins origins, Clients clients) {
    this.origins = origins;
    this.clients = clients;
  }

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
    var request = exchange.getRequest();
    var headers = request.getHeaders();
    if (SAFE.contains(request.getMethod())
        || !SignedIn.credentials(exchange).byCookie()
        || origins.mayUseCookies(
            headers.getFirst(HttpHeaders.ORIGIN),
            headers.getFirst("Sec-Fetch-Site"),
            clients.of(exchange))) {
      return chain.filter(exchange);
    }
    var refused = new Refused(Refusal.ORIGIN_NOT_ALLOWED, "This origin is not allowed");
    return ErrorAnswers.answer(exchange, Problem.of(refused));
  }
}
