package dev.parley.engineio;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/// What waits for one client, in order. Bounded: past the bound all waiting messages are dropped,
/// and those that come after, until what the transport already took has been read.
///
/// Not thread-safe: its session holds its lock. One frame, the usual case, waits without a queue,
/// and an idle session keeps none.
final class Outbox {
  private @Nullable Frame first;
  private @Nullable ArrayDeque<Frame> others;
  private int bytes;
  private boolean dropping;

  /// Tells one drop from another. A short keeps the object at 24 bytes.
  private short drops;

  /// Returns whether this frame was the one too many, which dropped the backlog.
  boolean add(Frame frame, EngineSettings settings) {
    if (dropping && frame.isMessage()) {
      return false;
    }
    if (frame.isMessage() && first != null && !fits(frame, settings)) {
      drop();
      dropping = true;
      drops++;
      return true;
    }
    append(frame);
    return false;
  }

  private boolean fits(Frame frame, EngineSettings settings) {
    int packets = 1 + (others == null ? 0 : others.size());
    return packets < settings.outboxPackets()
        && (long) bytes + frame.size() <= settings.outboxBytes();
  }

  private void append(Frame frame) {
    bytes += frame.size();
    if (first == null) {
      first = frame;
      return;
    }
    if (others == null) {
      others = new ArrayDeque<>(4);
    }
    others.add(frame);
  }

  /// Pings stay: a client that only catches up must still get to answer them.
  private void drop() {
    var waiting = others;
    var head = first;
    clear();
    if (head != null && !head.isMessage()) {
      append(head);
    }
    if (waiting != null) {
      waiting.stream().filter(frame -> !frame.isMessage()).forEach(this::append);
    }
  }

  @Nullable Frame poll() {
    var frame = first;
    if (frame == null) {
      return null;
    }
    bytes -= frame.size();
    first = null;
    if (others != null) {
      first = others.poll();
      if (others.isEmpty()) {
        others = null;
      }
    }
    return frame;
  }

  /// Called once everything was taken: whether messages were dropped before, which ends with this.
  boolean recover() {
    var dropped = dropping;
    dropping = false;
    return dropped;
  }

  boolean isDropping() {
    return dropping;
  }

  int drops() {
    return drops;
  }

  void clear() {
    first = null;
    others = null;
    bytes = 0;
  }

  int bytes() {
    return bytes;
  }
}
