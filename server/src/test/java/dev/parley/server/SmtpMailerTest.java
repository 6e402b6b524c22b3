package dev.parley.server;

import static dev.parley.server.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.parley.chat.Letter;
import dev.parley.store.RedisProcess;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// Letters and a server that is away.
final class SmtpMailerTest {
  private final LinkedBlockingQueue<Runnable> later = new LinkedBlockingQueue<>();
  private final LinkedBlockingQueue<Duration> pauses = new LinkedBlockingQueue<>();

  private SmtpMailer mailer(int port) {
    return new SmtpMailer(
        SmtpServer.of("smtp://127.0.0.1:" + port, "chat@x.example"),
        new Links("https://chat.example"),
        (pause, task) -> {
          pauses.add(pause);
          later.add(task);
        },
        List.of(Duration.ofSeconds(1), Duration.ofSeconds(2)));
  }

  private Runnable next() throws InterruptedException {
    var task = later.poll(Patience.PATIENCE.toSeconds(), TimeUnit.SECONDS);
    assertThat(task).isNotNull();
    return task;
  }

  @Test
  void aLetterIsTriedAgainWhenTheServerIsBack() throws Exception {
    var port = RedisProcess.freePort();
    var back = new GreenMail(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    try (var mailer = mailer(port)) {
      mailer.send(() -> new Letter.Invitation("ada@x.example", "code"));
      var again = next();
      back.start();
      again.run();

      await().until(() -> back.getReceivedMessages().length == 1);
      assertThat(pauses).containsExactly(Duration.ofSeconds(1));
    } finally {
      back.stop();
    }
  }

  @Test
  void afterTheLastTryItIsGivenUp() throws Exception {
    var port = RedisProcess.freePort();
    try (var mailer = mailer(port)) {
      mailer.send(() -> new Letter.Invitation("ada@x.example", "code"));
      next().run();
      next().run();

      assertThat(pauses).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(2));
    }
    assertThat(later).isEmpty();
  }

  @Test
  void namesAreNoMarkup() {
    var letter = new Letter.ResetPassword("ada@x.example", "<b>ada</b>", "t\"oken");

    var text = LetterText.of(letter, new Links("https://chat.example"));

    assertThat(text.html()).contains("&lt;b&gt;ada").doesNotContain("<b>", "t\"oken");
    assertThat(text.text()).contains("<b>ada</b>", "/reset?token=t%22oken");
  }
}
