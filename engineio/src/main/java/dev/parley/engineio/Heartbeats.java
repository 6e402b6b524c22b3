package dev.parley.engineio;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/// The pings of all sessions and the watch over their pongs. One queue by time, which costs an idle
/// session one reference; a pong does not move its session in the queue, it is looked at again when
/// its old place comes up.
final class Heartbeats {
  /// The longest that a ping waits to be sent together with others, in ms.
  private static final long STEP = 10;

  /// A sweep this many ms late means that the process stood still, not the clients.
  private static final long STALL = 1_000;

  private final EngineClock clock;
  private final long interval;
  private final long timeout;
  private final PriorityQueue<Heartbeat> queue =
      new PriorityQueue<>(Comparator.comparingLong(beat -> beat.queuedAt));
  private boolean scheduled;
  private long sweepAt;

  Heartbeats(EngineClock clock, EngineSettings settings) {
    this.clock = clock;
    this.interval = settings.pingInterval().toMillis();
    this.timeout = settings.pingTimeout().toMillis();
  }

  synchronized void add(Heartbeat beat) {
    beat.due = clock.millis() + interval;
    enqueue(beat, clock.millis());
    schedule(clock.millis());
  }

  synchronized void pong(Heartbeat beat) {
    if (beat.awaitingPong) {
      beat.awaitingPong = false;
      beat.due = clock.millis() + interval;
    }
  }

  /// Whether the pong is overdue, also when the sweep has not come to it yet.
  synchronized boolean isOverdue(Heartbeat beat) {
    long now = clock.millis();
    if (isExcused(beat, now)) {
      return false;
    }
    return beat.awaitingPong ? now >= beat.due : now >= beat.due + timeout;
  }

  /// The pong may be there and not be read yet: the process stood still, or reads no more from a
  /// client whose packets wait to be handled.
  private boolean isExcused(Heartbeat beat, long now) {
    return now - sweepAt > STALL || !beat.session.mayRead();
  }

  /// Never more than an interval ahead: an answered ping brings the next one forward, and nothing
  /// in the queue comes later than a new session.
  private void enqueue(Heartbeat beat, long now) {
    beat.queuedAt = Math.min(beat.due, now + interval);
    queue.add(beat);
  }

  private void schedule(long now) {
    var first = queue.peek();
    if (first != null && !scheduled) {
      scheduled = true;
      sweepAt = Math.max(first.queuedAt, now + STEP);
      clock.after(sweepAt - now, this::sweep);
    }
  }

  private void sweep() {
    var pings = new ArrayList<Session>();
    var overdue = new ArrayList<Session>();
    synchronized (this) {
      long now = clock.millis();
      for (var beat = queue.peek(); beat != null && beat.queuedAt <= now; beat = queue.peek()) {
        queue.remove();
        if (!beat.session.isClosed()) {
          look(beat, now, pings, overdue);
        }
      }
      scheduled = false;
      schedule(now);
    }
    pings.forEach(session -> session.send(Frame.PING));
    overdue.forEach(session -> session.close(CloseReason.PING_TIMEOUT));
  }

  private void look(Heartbeat beat, long now, List<Session> pings, List<Session> overdue) {
    var excused = isExcused(beat, now);
    if (beat.due > now) {
      enqueue(beat, now);
    } else if (!beat.awaitingPong) {
      pings.add(beat.session);
      beat.awaitingPong = true;
      // counted from when the ping was due, so that a sweep's step delays no end
      beat.due = (excused ? now : beat.due) + timeout;
      enqueue(beat, now);
    } else if (excused) {
      beat.due = now + timeout;
      enqueue(beat, now);
    } else {
      overdue.add(beat.session);
    }
  }
}
