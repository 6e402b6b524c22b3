package dev.parley.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

final class SignInAttemptsTest {
  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-11-23T10:00:00Z"));
  private final SignInAttempts attempts = new SignInAttempts(new byte[32], now::get);

  @Test
  void anAttemptIsReadOnAnyNodeForTenMinutes() {
    var attempt = attempts.begin("oidc");
    var cookie = attempts.write(attempt);
    var otherNode = new SignInAttempts(new byte[32], now::get);

    assertThat(otherNode.read(cookie)).isEqualTo(attempt);
    now.updateAndGet(time -> time.plusMillis(599_999));
    assertThat(attempts.read(cookie)).isEqualTo(attempt);
    now.updateAndGet(time -> time.plusMillis(1));
    assertThat(attempts.read(cookie)).isNull();
  }

  @Test
  void nothingOfItCanBeChanged() {
    var cookie = attempts.write(attempts.begin("oidc"));
    var key = new byte[32];
    key[0] = 1;

    assertThat(attempts.read("github" + cookie.substring(4))).isNull();
    assertThat(attempts.read(cookie.replaceFirst("\\.[0-9]{13}\\.", ".9999999999999."))).isNull();
    assertThat(new SignInAttempts(key, now::get).read(cookie)).isNull();
    assertThat(attempts.begin("oidc").state()).isNotEqualTo(attempts.begin("oidc").state());
  }
}
