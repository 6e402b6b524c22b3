package dev.parley.socketio;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// The acknowledgements one socket still owes, by id.
final class PendingAcks {
  private final Map<Long, CompletableFuture<List<@Nullable Object>>> futures = new HashMap<>();
  private boolean closed;

  /// A future for the acknowledgement `id`: its arguments, or a `TimeoutException`, or a
  /// `CancellationException` when the socket disconnects first.
  CompletableFuture<List<@Nullable Object>> expect(long id, Duration timeout, Timer timer) {
    CompletableFuture<List<@Nullable Object>> future = new CompletableFuture<>();
    synchronized (this) {
      if (closed) {
        return CompletableFuture.failedFuture(disconnected());
      }
      futures.put(id, future);
    }
    Future<?> timeOut = timer.after(timeout, () -> timeOut(id));
    return future.whenComplete((_, _) -> {
      timeOut.cancel(false);
      remove(id);
    });
  }

  /// Late and double acknowledgements find nothing and are ignored.
  void received(long id, List<@Nullable Object> args) {
    var future = remove(id);
    if (future != null) {
      future.complete(args);
    }
  }

  void close() {
    List<CompletableFuture<List<@Nullable Object>>> open;
    synchronized (this) {
      closed = true;
      open = List.copyOf(futures.values());
      futures.clear();
    }
    open.forEach(future -> future.completeExceptionally(disconnected()));
  }

  private void timeOut(long id) {
    var future = remove(id);
    if (future != null) {
      future.completeExceptionally(new TimeoutException("no acknowledgement in time"));
    }
  }

  private synchronized @Nullable CompletableFuture<List<@Nullable Object>> remove(long id) {
    return futures.remove(id);
  }

  private static CancellationException disconnected() {
    return new CancellationException("the socket disconnected");
  }
}
