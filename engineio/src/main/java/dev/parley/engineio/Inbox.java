package dev.parley.engineio;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/// A session's serial queue: tasks run one at a time, in order, on a virtual thread that lives only
/// as long as there are some. Past a bound of packets the session's connection is not read from,
/// until half of them are handled.
final class Inbox implements Runnable {
  private final Session session;
  private @Nullable ArrayDeque<Task> waiting;
  private int packets;
  private int size;

  /// True from the begin: nothing runs before [#start].
  private boolean running = true;

  private boolean full;
  private boolean ended;

  /// @param size characters or bytes of the packet to be handled, 0 if it is none
  private record Task(Runnable work, int size) {}

  Inbox(Session session) {
    this.session = session;
  }

  /// Runs this task, then those that were added already: a quick client answers its open packet
  /// before the server has come this far.
  void start(Runnable first) {
    synchronized (this) {
      if (waiting == null) {
        waiting = new ArrayDeque<>(4);
      }
      waiting.addFirst(new Task(first, 0));
    }
    Thread.startVirtualThread(this);
  }

  /// Adds a task that handles no packet.
  void add(Runnable work) {
    add(work, 0);
  }

  void add(Runnable work, int packetSize) {
    enqueue(new Task(work, packetSize), false);
  }

  /// Adds the last task; what comes after it is not run.
  void end(Runnable work) {
    enqueue(new Task(work, 0), true);
  }

  private void enqueue(Task task, boolean last) {
    boolean stop;
    boolean start;
    synchronized (this) {
      if (ended) {
        return;
      }
      ended = last;
      if (waiting == null) {
        waiting = new ArrayDeque<>(4);
      }
      waiting.add(task);
      count(task, 1);
      stop = !full && isOver(1);
      full |= stop;
      start = !running;
      running = true;
    }
    if (stop) {
      session.regulate();
    }
    if (start) {
      Thread.startVirtualThread(this);
    }
  }

  @Override
  public void run() {
    for (var task = next(null); task != null; task = next(task)) {
      session.guard(task.work);
    }
  }

  private @Nullable Task next(@Nullable Task done) {
    Task next;
    boolean resume;
    synchronized (this) {
      if (done != null) {
        count(done, -1);
      }
      resume = full && !isOver(2);
      full &= !resume;
      next = waiting == null ? null : waiting.poll();
      if (next == null) {
        waiting = null;
        running = false;
      }
    }
    if (resume) {
      session.regulate();
    }
    return next;
  }

  synchronized boolean isFull() {
    return full;
  }

  private void count(Task task, int sign) {
    if (task.size > 0) {
      packets += sign;
      size += sign * task.size;
    }
  }

  /// Whether more than this part of what may wait does.
  private boolean isOver(int part) {
    var settings = session.settings();
    return packets > settings.inboxPackets() / part || size > 2L * settings.maxPayload() / part;
  }
}
