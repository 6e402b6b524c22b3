package dev.parley.server;

import dev.parley.chat.Refusal;
import dev.parley.chat.Refused;
import dev.parley.gateway.Json;
import dev.parley.gateway.Problem;
import java.nio.charset.StandardCharsets;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.web.server.MethodNotAllowedException;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebExceptionHandler;
import reactor.core.publisher.Mono;
import reactor.netty.channel.AbortedException;

/// Turns whatever went wrong into the one shape of errors. A defect is logged here and tells the
/// client nothing of what happened inside.
final class ErrorAnswers implements WebExceptionHandler {
  private static final Logger LOG = LoggerFactory.getLogger(ErrorAnswers.class);

  private final BooleanSupplier stopping;

  /// @param stopping whether the server is about to stop: what a late request meets then, half of
  ///   the server gone, is no defect
  ErrorAnswers(BooleanSupplier stopping) {
    this.stopping = stopping;
  }

  @Override
  public Mono<Void> handle(ServerWebExchange exchange, Throwable thrown) {
    if (exchange.getResponse().isCommitted()) {
      return Mono.error(thrown);
    }
    if (thrown instanceof MethodNotAllowedException refused) {
      exchange.getResponse().getHeaders().setAllow(refused.getSupportedMethods());
    }
    return answer(exchange, problem(exchange, thrown));
  }

  /// Answers with an error.
  static Mono<Void> answer(ServerWebExchange exchange, Problem problem) {
    var response = exchange.getResponse();
    response.setStatusCode(HttpStatusCode.valueOf(problem.code()));
    response.getHeaders().setContentType(MediaType.APPLICATION_JSON);
    var body = Json.text(problem).getBytes(StandardCharsets.UTF_8);
    response.getHeaders().setContentLength(body.length);
    return response.writeWith(Mono.just(response.bufferFactory().wrap(body)));
  }

  private Problem problem(ServerWebExchange exchange, Throwable thrown) {
    return switch (thrown) {
      case Refused refused -> Problem.of(refused);
      case TooOften refused -> RateGate.refusal(exchange, refused.taken());
      case Throwable _ when stopping.getAsBoolean() ->
          Problem.of(new Refused(Refusal.UNAVAILABLE, "The server is stopping"));
      case ResponseStatusException status -> problem(status);
      // Whoever sent it has gone, and nobody reads the answer.
      case AbortedException _ -> Problem.of(new Refused(Refusal.INVALID_PAYLOAD, "Broken off"));
      default -> {
        LOG.error("{} failed", exchange.getRequest().getPath(), thrown);
        yield Problem.ofDefect();
      }
    };
  }

  /// What the framework refuses by itself.
  private static Problem problem(ResponseStatusException thrown) {
    var status = thrown.getStatusCode();
    if (status.is5xxServerError() && status.value() != 503) {
      LOG.error("A request failed", thrown);
      return Problem.ofDefect();
    }
    return Problem.of(
        switch (status.value()) {
          case 404 -> new Refused(Refusal.NOT_FOUND, "Not found");
          case 405 -> new Refused(Refusal.METHOD_NOT_ALLOWED, "Method not allowed");
          case 413 -> new Refused(Refusal.PAYLOAD_TOO_LARGE, "Too large");
          case 415 -> new Refused(Refusal.UNSUPPORTED_MEDIA_TYPE, "Unsupported media type");
          case 503 -> new Refused(Refusal.UNAVAILABLE, "Not available now");
          default -> new Refused(Refusal.VALIDATION_FAILED, "Malformed request");
        });
  }
}
