package dev.parley.server;

import dev.parley.chat.Delay;
import dev.parley.chat.Letter;
import dev.parley.chat.Mailer;
import jakarta.mail.MessagingException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sends letters by SMTP, on threads of its own. A letter that can't be sent is tried again a few
/// times; after that it is lost, as with a server that stops meanwhile: people ask again.
final class SmtpMailer implements Mailer, AutoCloseable {
  static final List<Duration> PAUSES =
      List.of(Duration.ofSeconds(2), Duration.ofSeconds(15), Duration.ofMinutes(1));
  private static final Logger LOG = LoggerFactory.getLogger(SmtpMailer.class);
  private static final int WAITING = 1_000;

  private final SmtpServer server;
  private final Links links;
  private final Delay delay;
  private final List<Duration> pauses;
  private final ThreadPoolExecutor threads =
      new ThreadPoolExecutor(
          2,
          2,
          10,
          TimeUnit.SECONDS,
          new ArrayBlockingQueue<>(WAITING),
          Thread.ofPlatform().name("mail-", 1).daemon().factory());

  /// @param pauses before each try after the first
  SmtpMailer(SmtpServer server, Links links, Delay delay, List<Duration> pauses) {
    this.server = server;
    this.links = links;
    this.delay = delay;
    this.pauses = pauses;
    threads.allowCoreThreadTimeOut(true);
  }

  @Override
  public boolean isOpen() {
    return true;
  }

  @Override
  public void send(Supplier<@Nullable Letter> letter) {
    soon(() -> {
      var written = letter.get();
      if (written != null) {
        attempt(written, 0);
      }
    });
  }

  private void soon(Runnable work) {
    try {
      threads.execute(() -> {
        try {
          work.run();
        } catch (RuntimeException e) {
          LOG.error("A letter could not be written", e);
        }
      });
    } catch (RejectedExecutionException e) {
      LOG.warn("Too many letters wait, so one was dropped");
    }
  }

  private void attempt(Letter letter, int failures) {
    try {
      server.send(letter.to(), LetterText.of(letter, links));
    } catch (MessagingException e) {
      if (failures < pauses.size()) {
        delay.after(pauses.get(failures), () -> soon(() -> attempt(letter, failures + 1)));
      } else {
        LOG.warn("A letter could not be sent: {}", e.toString());
      }
    }
  }

  @Override
  public void close() {
    threads.shutdown();
  }
}
