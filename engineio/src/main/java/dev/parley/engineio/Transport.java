package dev.parley.engineio;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/// One way of carrying a session; made by a binding to some HTTP server. All its abstract methods
/// run on its loop, one at a time, and never block.
///
/// A transport pulls: when woken it takes frames with [#next] until there is none or it can write
/// no more. In the first case it is woken by the next send, in the second it calls [#drain] itself
/// once it can write again.
public abstract class Transport implements Runnable {
  private final String name;
  private final Executor loop;
  private @Nullable Session session;

  /// @param name `polling` or `websocket`
  /// @param loop runs tasks in order on one thread
  protected Transport(String name, Executor loop) {
    this.name = name;
    this.loop = loop;
  }

  /// Takes frames and writes them, with one flush at the end.
  protected abstract void drain();

  /// Answers the client's probe, [Frame#PROBE].
  protected abstract void probed();

  /// Reads on or stops reading, as [#mayRead] says.
  protected abstract void regulate();

  /// The session is over, or has moved to another transport, which looks to a polling client like
  /// [CloseReason#TRANSPORT_CLOSE]. The last call.
  protected abstract void end(CloseReason reason);

  public final String name() {
    return name;
  }

  /// The next frame to write. Null when there is none, or when this transport doesn't carry the
  /// session any more or not yet. After [Frame#CLOSE], which is the last, comes [#finished].
  protected final @Nullable Frame next() {
    return session().next(this);
  }

  protected final void received(Packet packet) {
    session().received(this, packet);
  }

  /// Runs a task on the loop once everything received so far has been handled; not at all if the
  /// session ends before.
  protected final void afterReceived(Runnable task) {
    session().execute(() -> execute(task));
  }

  /// The connection is gone, or the session must end for another reason that the transport found.
  /// Without effect if the engine gave it no session.
  protected final void lost(CloseReason reason) {
    if (session != null) {
      session.lost(this, reason);
    }
  }

  /// What was sent before the session was shut has been written.
  protected final void finished() {
    session().finished(this);
  }

  protected final boolean mayRead() {
    return session().mayRead();
  }

  /// Whether another transport has begun to take over, so that a poll should not wait.
  protected final boolean isUpgrading() {
    return session().isUpgrading();
  }

  /// Drains; called by the loop.
  @Override
  public final void run() {
    drain();
  }

  final Executor loop() {
    return loop;
  }

  final void wake() {
    execute(this);
  }

  final void execute(Runnable task) {
    execute(loop, task);
  }

  static void execute(Executor loop, Runnable task) {
    try {
      loop.execute(task);
    } catch (RejectedExecutionException stopped) {
      // the loop ended with all its connections: there is nobody left to write to
    }
  }

  final void carry(Session carried) {
    session = carried;
  }

  private Session session() {
    if (session == null) {
      throw new IllegalStateException("the transport carries no session yet");
    }
    return session;
  }
}
