package dev.parley.server;

import dev.parley.chat.Departures;
import dev.parley.gateway.AccountCommands;
import dev.parley.gateway.Described;
import dev.parley.gateway.Identity;
import dev.parley.gateway.Success;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/// Taking along what is one's own, and going.
@RestController
@RequestMapping("/api/v1/users")
final class SelfController {
  private static final MediaType NDJSON = MediaType.parseMediaType("application/x-ndjson");

  private final Departures departures;
  private final Exports exports;
  private final SessionCookies cookies;
  private final Scheduler blocking;

  /// @param blocking runs what reads the store
  SelfController(
      Departures departures, Exports exports, SessionCookies cookies, Scheduler blocking) {
    this.departures = departures;
    this.exports = exports;
    this.cookies = cookies;
    this.blocking = blocking;
  }

  @DeleteMapping("/me")
  @Described(
      value = "Deletes one's account; messages stay, or become tombstones",
      takes = {"password?: string", "messages: keep|erase"})
  Success depart(
      @AuthenticationPrincipal Identity identity, Body body, ServerWebExchange exchange) {
    var command = AccountCommands.departure(body.fields());
    departures.depart(identity.userId(), command.password(), command.erase());
    cookies.clear(exchange);
    return Success.message("Account deleted");
  }

  /// Written as fast as it is read: a page at a time is in memory.
  @GetMapping("/export")
  @Described(
      value = "Everything that is one's own, a JSON object a line",
      produces = "application/x-ndjson")
  Mono<Void> export(@AuthenticationPrincipal Identity identity, ServerWebExchange exchange) {
    var response = exchange.getResponse();
    var pages = exports.of(identity.userId());
    response.getHeaders().setContentType(NDJSON);
    response
        .getHeaders()
        .set(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"parley-export.ndjson\"");
    var body =
        Flux.fromIterable(() -> pages)
            .<DataBuffer>map(page -> response.bufferFactory().wrap(page))
            .subscribeOn(blocking);
    return response.writeWith(body);
  }
}
