package dev.parley.server;

import dev.parley.chat.Delay;
import dev.parley.chat.PushService;
import dev.parley.chat.PushSubscription;
import dev.parley.gateway.PushView;
import dev.parley.gateway.Vapid;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Hands pushes to push services: RFC 8030, encrypted by RFC 8291, signed by RFC 8292. A few at
/// once, on threads of its own; no redirect is followed and no answer's body is read. What a
/// service is too busy for is tried once more when it says so, within a minute.
final class WebPush implements PushService, MeterBinder, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(WebPush.class);
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Duration KEPT = Duration.ofDays(1);
  private static final long LONGEST_PAUSE = 60;
  private static final int AT_ONCE = 8;
  private static final int WAITING = 10_000;

  private final Vapid vapid;
  private final Delay delay;
  private final LongAdder sent = new LongAdder();
  private final LongAdder gone = new LongAdder();
  private final LongAdder dropped = new LongAdder();
  private final ThreadPoolExecutor threads =
      new ThreadPoolExecutor(
          AT_ONCE,
          AT_ONCE,
          10,
          TimeUnit.SECONDS,
          new ArrayBlockingQueue<>(WAITING),
          Thread.ofPlatform().name("push-", 1).daemon().factory());

  /// Made when there is something to send: most servers' first minutes have nothing.
  private static final class Http {
    static final HttpClient CLIENT =
        HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(PATIENCE)
            .build();
  }

  WebPush(Vapid vapid, Delay delay) {
    this.vapid = vapid;
    this.delay = delay;
    threads.allowCoreThreadTimeOut(true);
  }

  @Override
  public void send(PushSubscription to, Push push, Runnable gone) {
    soon(() -> attempt(request(to, push), gone, true));
  }

  private void soon(Runnable work) {
    try {
      threads.execute(() -> {
        try {
          work.run();
        } catch (RuntimeException e) {
          dropped.increment();
          LOG.warn("A push could not be made: {}", e.toString());
        }
      });
    } catch (RejectedExecutionException e) {
      dropped.increment();
    }
  }

  private HttpRequest request(PushSubscription to, Push push) {
    var endpoint = URI.create(to.endpoint());
    var body = PushEncryption.encrypt(PushView.of(push), to.p256dh(), to.auth());
    return HttpRequest.newBuilder(endpoint)
        .timeout(PATIENCE)
        .header("Authorization", vapid.authorization(endpoint))
        .header("Content-Encoding", "aes128gcm")
        .header("Content-Type", "application/octet-stream")
        .header("TTL", Long.toString(KEPT.toSeconds()))
        .header("Urgency", push.urgent() ? "high" : "normal")
        // Of what the browser was away for, a service keeps the newest of each conversation.
        .header("Topic", push.conversationId())
        .POST(BodyPublishers.ofByteArray(body))
        .build();
  }

  private void attempt(HttpRequest request, Runnable isGone, boolean first) {
    try {
      var answer = Http.CLIENT.send(request, BodyHandlers.ofInputStream());
      answer.body().close();
      var status = answer.statusCode();
      if (status >= 200 && status < 300) {
        sent.increment();
      } else if (status == 404 || status == 410) {
        gone.increment();
        isGone.run();
      } else if (first && (status == 429 || status >= 500) && pause(answer) <= LONGEST_PAUSE) {
        var pause = Duration.ofSeconds(pause(answer));
        delay.after(pause, () -> soon(() -> attempt(request, isGone, false)));
      } else {
        drop(request, "it answered " + status);
      }
    } catch (IOException e) {
      drop(request, e.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// In seconds. A date instead of a number is too long.
  private static long pause(HttpResponse<?> answer) {
    var after = answer.headers().firstValue("Retry-After").orElse("5");
    return after.matches("\\d{1,9}") ? Long.parseLong(after) : Long.MAX_VALUE;
  }

  /// Without the address, which is a secret.
  private void drop(HttpRequest request, String reason) {
    dropped.increment();
    LOG.warn("A push to {} was dropped: {}", request.uri().getHost(), reason);
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    count(registry, "parley.pushes.sent", sent, "Pushes that a push service took");
    count(registry, "parley.pushes.gone", gone, "Pushes to browsers that take none any more");
    count(registry, "parley.pushes.dropped", dropped, "Pushes that could not be handed on");
  }

  private static void count(
      MeterRegistry registry, String name, LongAdder counter, String description) {
    FunctionCounter.builder(name, counter, LongAdder::sum)
        .description(description)
        .register(registry);
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
