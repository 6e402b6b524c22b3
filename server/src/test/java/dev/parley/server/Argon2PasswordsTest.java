package dev.parley.server;

import static dev.parley.server.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.chat.Refusal;
import dev.parley.chat.Refused;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class Argon2PasswordsTest {
  @Test
  void aHashIsArgon2idAndMatchesItsPasswordAlone() {
    var passwords = new Argon2Passwords(1);

    var hash = passwords.hash("correct horse");

    assertThat(hash).startsWith("$argon2id$v=19$m=16384,");
    assertThat(passwords.matches("correct horse", hash)).isTrue();
    assertThat(passwords.matches("battery staple", hash)).isFalse();
  }

  @Test
  void whoWouldWaitTooLongIsRefused() {
    var passwords = new Argon2Passwords(1, 2);
    var outcomes = new ConcurrentLinkedQueue<String>();

    IntStream.range(0, 100)
        .forEach(i ->
            Thread.ofPlatform()
                .start(() -> {
                  try {
                    outcomes.add(passwords.hash("p").substring(0, 9));
                  } catch (Refused refused) {
                    outcomes.add(refused.refusal().name());
                  }
                }));

    await().until(() -> outcomes.size() == 100);
    assertThat(outcomes).contains("$argon2id", Refusal.UNAVAILABLE.name());
    assertThat(passwords.hash("later")).isNotEmpty();
  }
}
