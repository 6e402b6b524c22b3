package dev.parley.server;

import dev.parley.chat.Passwords;
import dev.parley.chat.Refusal;
import dev.parley.chat.Refused;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;

/// Argon2id with 16 MiB a password. As many at once as there are cores, a bounded number waits, and
/// whoever comes then is refused: a rush of sign-ins can't take all memory or the whole machine.
///
/// Runs on platform threads of its own. A virtual thread keeps its carrier while it computes, so on
/// virtual threads a few sign-ins would hold up everybody who is only talking.
final class Argon2Passwords implements Passwords, AutoCloseable {
  private static final int WAITING = 256;

  private final Argon2PasswordEncoder encoder =
      Argon2PasswordEncoder.defaultsForSpringSecurity_v5_8();
  private final ThreadPoolExecutor threads;

  Argon2Passwords(int cores) {
    this(cores, WAITING);
  }

  Argon2Passwords(int cores, int waiting) {
    threads =
        new ThreadPoolExecutor(
            cores,
            cores,
            10,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(waiting),
            Thread.ofPlatform().name("passwords-", 1).daemon().factory());
    threads.allowCoreThreadTimeOut(true);
  }

  @Override
  public String hash(String password) {
    return inTurn(() -> String.valueOf(encoder.encode(password)));
  }

  @Override
  public boolean matches(String password, String hash) {
    return inTurn(() -> encoder.matches(password, hash));
  }

  private <T> T inTurn(Callable<T> work) {
    try {
      return threads.submit(work).get();
    } catch (RejectedExecutionException e) {
      throw new Refused(Refusal.UNAVAILABLE, "Too many sign-ins at once; try again soon");
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Refused(Refusal.UNAVAILABLE, "The server is stopping");
    }
  }

  @Override
  public void close() {
    threads.shutdown();
  }
}
