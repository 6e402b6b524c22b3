package dev.parley.sqlite;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/// A few platform threads that read, each with a connection at hand. A call into SQLite holds its
/// thread, and a virtual one would hold its carrier with it, so callers hand over and wait.
final class Readers implements AutoCloseable {
  /// One or more queries. Only what one query answers is of one moment.
  @FunctionalInterface
  interface Read<T extends @Nullable Object> {
    T from(Database database) throws SQLException;
  }

  private final ExecutorService threads;
  private final BlockingQueue<Database> idle;

  Readers(Path file, int count) throws SQLException {
    this(file, count, "");
  }

  /// @param first run once by each connection
  Readers(Path file, int count, String first) throws SQLException {
    idle = new ArrayBlockingQueue<>(count);
    for (var i = 0; i < count; i++) {
      var database = Database.open(file);
      database.script(first + "PRAGMA query_only = ON; PRAGMA cache_size = -8000");
      idle.add(database);
    }
    threads =
        Executors.newFixedThreadPool(
            count, Thread.ofPlatform().name("parley-store-reader-", 1).factory());
  }

  <T extends @Nullable Object> T read(Read<T> read) {
    var answer = new CompletableFuture<T>();
    try {
      threads.execute(() -> run(read, answer));
    } catch (RejectedExecutionException e) {
      throw Failures.closed();
    }
    return Waiting.join(answer);
  }

  private <T extends @Nullable Object> void run(Read<T> read, CompletableFuture<T> answer) {
    var database = idle.remove(); // as many connections as threads
    try {
      answer.complete(read.from(database));
    } catch (Throwable e) {
      answer.completeExceptionally(e);
    } finally {
      idle.add(database);
    }
  }

  /// Lets what was asked for be answered, then ends.
  @Override
  public void close() {
    threads.close();
    idle.forEach(Database::close);
  }
}
