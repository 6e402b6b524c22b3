package dev.parley.server;

import dev.parley.chat.RateLimits;
import dev.parley.chat.RateLimits.Taken;
import dev.parley.gateway.Identity;
import dev.parley.gateway.Problem;
import java.time.Duration;
import java.time.InstantSource;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/// Refuses what is done too often, before its body is read. Runs once it is known who asks: a
/// signed in user has a budget of their own, wherever they are; others share that of their address.
///
/// No bean of the framework's own type for filters: it would run such a one a second time.
final class RateGate {
  static final String LIMIT = "X-RateLimit-Limit";
  static final String REMAINING = "X-RateLimit-Remaining";

  /// When the budget is full again, in seconds since the epoch.
  static final String RESET = "X-RateLimit-Reset";

  private final RateLimits limits;
  private final Clients clients;
  private final InstantSource clock;
  private final Scheduler blocking;

  /// @param blocking runs what may ask Redis
  RateGate(RateLimits limits, Clients clients, InstantSource clock, Scheduler blocking) {
    this.limits = limits;
    this.clients = clients;
    this.clock = clock;
    this.blocking = blocking;
  }

  Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
    var request = exchange.getRequest();
    var line = LimitedRoutes.of(request.getMethod(), request.getPath().pathWithinApplication());
    if (line == null) {
      return chain.filter(exchange);
    }
    if (line.byAddress()) {
      return pass(exchange, chain, line, clients.of(exchange).network());
    }
    return ReactiveSecurityContextHolder.getContext()
        .mapNotNull(context ->
            context.getAuthentication() instanceof SignedIn signedIn
                ? signedIn.getPrincipal()
                : null)
        .map(Identity::userId)
        .switchIfEmpty(Mono.fromSupplier(() -> clients.of(exchange).network()))
        .flatMap(key -> pass(exchange, chain, line, key));
  }

  /// Nobody who has no token comes here on another thread than the connection's.
  private Mono<Void> pass(
      ServerWebExchange exchange, WebFilterChain chain, LimitedRoutes.Line line, String key) {
    var passed = Mono.defer(() -> taken(exchange, chain, line, key));
    return Thread.currentThread().isVirtual() ? passed : passed.subscribeOn(blocking);
  }

  private Mono<Void> taken(
      ServerWebExchange exchange, WebFilterChain chain, LimitedRoutes.Line line, String key) {
    var taken = limits.take(line.act(), key);
    tell(exchange, taken);
    return taken.allowed()
        ? chain.filter(exchange)
        : ErrorAnswers.answer(exchange, refusal(exchange, taken));
  }

  /// Tells how a budget stands. Of several the last one told is seen.
  void tell(ServerWebExchange exchange, Taken taken) {
    if (taken.isLimited()) {
      var headers = exchange.getResponse().getHeaders();
      headers.set(LIMIT, Long.toString(taken.limit()));
      headers.set(REMAINING, Long.toString(taken.remaining()));
      headers.set(RESET, Long.toString(seconds(sinceEpoch().plus(taken.untilFull()))));
    }
  }

  /// What is answered to who must wait; sets `Retry-After` too.
  static Problem refusal(ServerWebExchange exchange, Taken taken) {
    var wait = Math.max(1, seconds(taken.untilNext()));
    exchange.getResponse().getHeaders().set(HttpHeaders.RETRY_AFTER, Long.toString(wait));
    return Problem.rateLimited("Too many requests; try again later", wait);
  }

  private Duration sinceEpoch() {
    return Duration.ofMillis(clock.millis());
  }

  private static long seconds(Duration duration) {
    return duration.plusMillis(999).toSeconds();
  }
}
