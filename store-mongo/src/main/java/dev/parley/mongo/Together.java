package dev.parley.mongo;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Looks up many things side by side, as many at once as leave the server time for others.
final class Together {
  private static final int SIDE_BY_SIDE = 16;

  private Together() {}

  /// What each of them is, in their order.
  static <T, R extends @Nullable Object> List<R> map(List<T> all, Function<T, R> lookUp) {
    if (all.size() < 2) {
      var single = new ArrayList<R>();
      all.forEach(each -> single.add(lookUp.apply(each)));
      return single;
    }
    var permits = new Semaphore(SIDE_BY_SIDE);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var answers = new ArrayList<CompletableFuture<R>>();
      for (var each : all) {
        permits.acquireUninterruptibly();
        var answer = new CompletableFuture<R>();
        answers.add(answer);
        threads.execute(() -> {
          try {
            answer.complete(lookUp.apply(each));
          } catch (Throwable e) {
            answer.completeExceptionally(e);
          } finally {
            permits.release();
          }
        });
      }
      var found = new ArrayList<R>();
      answers.forEach(answer -> found.add(Logs.join(answer)));
      return found;
    }
  }
}
