package dev.parley.sqlite;

import dev.parley.chat.ChatEvent;
import dev.parley.chat.Events;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The one thread that writes. It takes up to 256 waiting writes at once, runs them in one
/// transaction, commits it with one fsync, publishes their events in commit order, and only then
/// lets their callers go on.
final class Writer implements AutoCloseable {
  /// A part of a transaction. Reads what it decides on from the transaction alone, since it may be
  /// run again in another one.
  @FunctionalInterface
  interface Write<T extends @Nullable Object> {
    T in(Transaction transaction) throws SQLException;
  }

  private static final System.Logger LOG = System.getLogger(Writer.class.getName());
  private static final int BATCH = 256;

  private final Database database;
  private final Transaction transaction;
  private final Checkpoints checkpoints;
  private final Events events;
  private final Consumer<String> fatal;
  private final CompletableFuture<@Nullable Void> ended = new CompletableFuture<>();

  // Unbounded: each waiting write is a waiting caller, and those are bounded where they come from.
  private final Queue<Waiting<?>> queue = new ArrayDeque<>();
  private boolean closed;

  private List<Waiting<?>> batch = List.of();

  /// @param database a connection of the writer's own, closed with it
  /// @param fatal ends the process, given the line that says why
  Writer(Database database, Events events, Consumer<String> fatal) {
    this.database = database;
    this.transaction = new Transaction(database);
    this.checkpoints = new Checkpoints(database);
    this.events = events;
    this.fatal = fatal;
  }

  void start() {
    Thread.ofPlatform().name("parley-store-writer").start(this::run);
  }

  /// Runs a write and answers what it answered, once that is durable. What it throws is thrown
  /// here, and nothing of it is stored. Throws [Refused] UNAVAILABLE while the disk is full and
  /// once the store is closed.
  <T extends @Nullable Object> T write(Write<T> write) {
    var waiting = new Waiting<>(write);
    synchronized (queue) {
      if (closed) {
        throw Failures.closed();
      }
      queue.add(waiting);
      queue.notify();
    }
    return waiting.await();
  }

  private void run() {
    try {
      while (takeBatch()) {
        commit();
        checkpoints.committed();
      }
      database.close();
    } catch (Throwable e) {
      // Whether the last batch is on the disk is not known, nor what the system still keeps of it
      // in memory. Opening the files again tells, in a new process.
      LOG.log(Level.ERROR, "The store's writer failed", e);
      fatal.accept("The store can write to its files no more: " + e.getMessage());
      refuseAll();
    } finally {
      ended.complete(null);
    }
  }

  /// Waits for writes; false once closed and drained.
  private boolean takeBatch() throws InterruptedException {
    synchronized (queue) {
      while (queue.isEmpty() && !closed) {
        queue.wait();
      }
      batch = new ArrayList<>(Math.min(queue.size(), BATCH));
      while (batch.size() < BATCH && !queue.isEmpty()) {
        batch.add(queue.remove());
      }
      return !batch.isEmpty();
    }
  }

  private void commit() throws SQLException {
    try {
      while (!runBatch()) {
        rollback();
      }
      database.script("COMMIT");
    } catch (SQLException e) {
      if (!Failures.isPassing(e)) {
        throw e;
      }
      rollback();
      batch.forEach(waiting -> waiting.fail(Failures.passing(e)));
      return;
    }
    transaction.events().forEach(this::publish);
    transaction.events().clear();
    batch.forEach(Waiting::complete);
  }

  /// Runs all writes in a new transaction. False if one failed halfway: it has been told and taken
  /// out of the batch, and what it did must go.
  private boolean runBatch() throws SQLException {
    database.script("BEGIN IMMEDIATE");
    for (var each = batch.iterator(); each.hasNext(); ) {
      var waiting = each.next();
      var before = database.updates();
      try {
        waiting.run(transaction);
      } catch (SQLException | RuntimeException e) {
        if (!Failures.isOfOneWrite(e)) {
          throw e;
        }
        each.remove();
        waiting.fail(e);
        if (database.updates() != before) {
          return false;
        }
      }
    }
    return true;
  }

  private void rollback() throws SQLException {
    transaction.forget();
    try {
      database.script("ROLLBACK");
    } catch (SQLException e) {
      // On a full disk SQLite may have rolled back already, and then says that there is no
      // transaction. If one is still open, the next BEGIN fails and ends the process.
      LOG.log(Level.DEBUG, "Nothing left to roll back", e);
    }
  }

  private void publish(ChatEvent event) {
    try {
      events.publish(event);
    } catch (RuntimeException e) {
      // The entry is stored, which is what its sender asks; the others get it by sync.
      LOG.log(Level.ERROR, "Could not tell " + event.getClass().getSimpleName(), e);
    }
  }

  private void refuseAll() {
    synchronized (queue) {
      closed = true;
      batch.forEach(waiting -> waiting.fail(Failures.closed()));
      queue.forEach(waiting -> waiting.fail(Failures.closed()));
      queue.clear();
    }
  }

  /// Lets what waits be written, then ends.
  @Override
  public void close() {
    synchronized (queue) {
      closed = true;
      queue.notify();
    }
    ended.join();
  }
}
