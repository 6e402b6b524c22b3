package dev.parley.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.chat.Limited;
import dev.parley.chat.RateLimits;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.springframework.http.server.reactive.ReactorHttpHandlerAdapter;
import org.springframework.web.server.adapter.WebHttpHandlerBuilder;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.netty.http.server.HttpServer;

final class RateGateTest {
  /// Budgets that are kept elsewhere take as long as the way there does.
  @Test
  void noEventLoopWaitsForABudget() throws Exception {
    var askedOn = new ConcurrentLinkedQueue<Thread>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor();
        var http = HttpClient.newHttpClient()) {
      var gate =
          new RateGate(
              limits(askedOn),
              new Clients(new Proxies(List.of())),
              Clock.systemUTC(),
              Schedulers.fromExecutor(threads));
      var handler =
          WebHttpHandlerBuilder.webHandler(exchange -> gate.filter(exchange, each -> Mono.empty()))
              .build();
      var server =
          HttpServer.create()
              .host("127.0.0.1")
              .port(0)
              .handle(new ReactorHttpHandlerAdapter(handler))
              .bindNow();
      try {
        var api = "http://127.0.0.1:" + server.port() + "/api/v1/";
        for (var path : List.of("auth/signin", "auth/refresh", "friends/requests")) {
          var request =
              HttpRequest.newBuilder(URI.create(api + path))
                  .POST(HttpRequest.BodyPublishers.noBody())
                  .build();
          var answer = http.send(request, HttpResponse.BodyHandlers.discarding());
          assertThat(answer.statusCode()).isEqualTo(200);
        }
      } finally {
        server.disposeNow();
      }
    }
    assertThat(askedOn).hasSize(3).allMatch(Thread::isVirtual);
  }

  private static RateLimits limits(Queue<Thread> askedOn) {
    return new RateLimits() {
      @Override
      public Taken take(Limited act, String key) {
        askedOn.add(Thread.currentThread());
        return Taken.UNLIMITED;
      }

      @Override
      public void giveBack(Limited act, String key) {
        throw new AssertionError(act + " of " + key);
      }
    };
  }
}
