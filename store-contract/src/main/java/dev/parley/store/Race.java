package dev.parley.store;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Runs something on many virtual threads that all start at once.
public final class Race {
  /// What one of them does.
  @FunctionalInterface
  public interface Runner<T> {
    T run(int number) throws Exception;
  }

  private Race() {}

  /// Answers by number what each answered; throws what one threw.
  public static <T> List<T> run(int count, Runner<T> runner) {
    var ready = new CountDownLatch(count);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var running = new ArrayList<Future<T>>();
      for (var i = 0; i < count; i++) {
        var number = i;
        running.add(
            threads.submit(() -> {
              ready.countDown();
              ready.await();
              return runner.run(number);
            }));
      }
      var answers = new ArrayList<T>();
      for (var each : running) {
        answers.add(each.get());
      }
      return answers;
    } catch (ExecutionException e) {
      throw new AssertionError("one failed", e.getCause());
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
