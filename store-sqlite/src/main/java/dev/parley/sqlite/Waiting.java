package dev.parley.sqlite;

import dev.parley.chat.Refused;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/// A write and the caller who waits for it: any thread, a virtual one without holding its carrier.
final class Waiting<T extends @Nullable Object> {
  private final Writer.Write<T> write;
  private final CompletableFuture<T> answer = new CompletableFuture<>();
  private Runnable done = () -> {};

  Waiting(Writer.Write<T> write) {
    this.write = write;
  }

  void run(Transaction transaction) throws SQLException {
    var result = write.in(transaction);
    done = () -> answer.complete(result);
  }

  /// Lets the caller go on with what the write answered.
  void complete() {
    done.run();
  }

  void fail(Exception reason) {
    answer.completeExceptionally(reason);
  }

  T await() {
    return join(answer);
  }

  /// What a store's thread answered or threw. Not cut short by an interrupt: what became of a write
  /// would stay unknown.
  static <T extends @Nullable Object> T join(CompletableFuture<T> answer) {
    try {
      return answer.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof Refused refused) {
        throw refused;
      }
      throw new IllegalStateException("The store failed: " + e.getCause(), e.getCause());
    }
  }
}
