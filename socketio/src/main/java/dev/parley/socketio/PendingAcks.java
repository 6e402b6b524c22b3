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

/// The acknowledgements that one socket's client still owes, by id.
final class PendingAcks {
  private record Pending(CompletableFuture<List<@Nullable Object>> reply, Future<?> timeOut) {}

  private final Map<Long, Pending> pending = new HashMap<>();
  private boolean closed;

  /// The arguments of the acknowledgement `id`; a `TimeoutException`, or a `CancellationException`
  /// when the socket disconnects first.
  CompletableFuture<List<@Nullable Object>> expect(long id, Duration timeout, Timer timer) {
    CompletableFuture<List<@Nullable Object>> reply = new CompletableFuture<>();
    synchronized (this) {
      if (closed) {
        return CompletableFuture.failedFuture(disconnected());
      }
      pending.put(id, new Pending(reply, timer.after(timeout, () -> timeOut(id))));
    }
    return reply;
  }

  /// Late and double acknowledgements find nothing and are ignored.
  void received(long id, List<@Nullable Object> args) {
    Pending found = remove(id);
    if (found != null) {
      found.timeOut().cancel(false);
      found.reply().complete(args);
    }
  }

  void close() {
    List<Pending> open;
    synchronized (this) {
      closed = true;
      open = List.copyOf(pending.values());
      pending.clear();
    }
    for (Pending each : open) {
      each.timeOut().cancel(false);
      each.reply().completeExceptionally(disconnected());
    }
  }

  private void timeOut(long id) {
    Pending found = remove(id);
    if (found != null) {
      found.reply().completeExceptionally(new TimeoutException("no acknowledgement in time"));
    }
  }

  private synchronized @Nullable Pending remove(long id) {
    return pending.remove(id);
  }

  private static CancellationException disconnected() {
    return new CancellationException("the socket disconnected");
  }
}
