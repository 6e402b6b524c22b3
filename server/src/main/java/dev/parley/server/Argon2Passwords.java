package dev.parley.server;

import dev.parley.chat.Passwords;
import dev.parley.chat.Refusal;
import dev.parley.chat.Refused;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;

/// Argon2id with 16 MiB a password. As many at once as there are cores, a bounded number waits, and
/// whoever comes then is refused: a rush of sign-ins can't take all memory or the whole machine.
final class Argon2Passwords implements Passwords {
  private static final int WAITING = 256;

  private final Argon2PasswordEncoder encoder =
      Argon2PasswordEncoder.defaultsForSpringSecurity_v5_8();
  private final Semaphore cores;
  private final Semaphore places;

  Argon2Passwords(int cores) {
    this(cores, WAITING);
  }

  Argon2Passwords(int cores, int waiting) {
    this.cores = new Semaphore(cores, true);
    this.places = new Semaphore(cores + waiting);
  }

  @Override
  public String hash(String password) {
    return inTurn(() -> String.valueOf(encoder.encode(password)));
  }

  @Override
  public boolean matches(String password, String hash) {
    return inTurn(() -> encoder.matches(password, hash));
  }

  private <T> T inTurn(Supplier<T> work) {
    if (!places.tryAcquire()) {
      throw new Refused(Refusal.UNAVAILABLE, "Too many sign-ins at once; try again soon");
    }
    try {
      cores.acquireUninterruptibly();
      try {
        return work.get();
      } finally {
        cores.release();
      }
    } finally {
      places.release();
    }
  }
}
