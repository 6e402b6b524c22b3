package dev.parley.engineio;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// One outgoing packet, encoded once and shared by all its recipients, on whatever threads.
/// Immutable, except for one slot in which a transport keeps the form it writes.
///
/// A frame may have others chained behind it: they follow it directly on the wire, with nothing
/// between, and are dropped with it or not at all.
public final class Frame {
  static final Frame PING = control("2");

  /// Ends a session: a polling client gets the packet, a WebSocket is closed instead.
  public static final Frame CLOSE = control("1");

  public static final Frame NOOP = control("6");

  /// The answer to a new transport's probe.
  public static final Frame PROBE = control("3probe");

  private final byte[] bytes;
  private final boolean binary;
  private final boolean message;
  private final @Nullable Frame next;
  private boolean shared;
  private volatile @Nullable Object ready;

  private Frame(byte[] bytes, boolean binary, boolean message, @Nullable Frame next) {
    this.bytes = bytes;
    this.binary = binary;
    this.message = message;
    this.next = next;
  }

  /// A message of text; `data` without the type digit.
  public static Frame text(String data) {
    return new Frame(("4" + data).getBytes(UTF_8), false, true, null);
  }

  /// A message of bytes. The array is not copied and must not change any more.
  public static Frame binary(byte[] data) {
    return new Frame(data, true, true, null);
  }

  /// One frame out of several, none of them chained yet, contiguous in this order.
  public static Frame chain(List<Frame> frames) {
    if (frames.isEmpty()) {
      throw new IllegalArgumentException("a chain of no frames");
    }
    var last = frames.getLast();
    for (var frame : frames.subList(0, frames.size() - 1).reversed()) {
      last = new Frame(frame.bytes, frame.binary, frame.message, last);
    }
    return last;
  }

  static Frame open(String json) {
    return new Frame(("0" + json).getBytes(UTF_8), false, false, null);
  }

  private static Frame control(String packet) {
    var frame = new Frame(packet.getBytes(UTF_8), false, false, null);
    frame.shared = true;
    return frame;
  }

  /// The packet: UTF-8 of the text form with its type digit, or a binary message's own bytes. Not
  /// to be changed.
  public byte[] bytes() {
    return bytes;
  }

  public boolean isBinary() {
    return binary;
  }

  /// What follows directly behind.
  public @Nullable Frame next() {
    return next;
  }

  /// Bytes of the packet and of all chained behind it.
  public int size() {
    int size = 0;
    for (var frame = this; frame != null; frame = frame.next) {
      size += frame.bytes.length;
    }
    return size;
  }

  /// Whether it goes to many, so that a ready form is worth keeping.
  public boolean isShared() {
    return shared;
  }

  /// The form a transport keeps here; made by the first who asks, once, and the same for all.
  public Object ready(Function<Frame, Object> make) {
    var form = ready;
    if (form == null) {
      synchronized (this) {
        form = ready;
        if (form == null) {
          form = make.apply(this);
          ready = form;
        }
      }
    }
    return form;
  }

  /// False for pings and the like, which a full outbox keeps.
  boolean isMessage() {
    return message;
  }

  /// Called before the frame is handed to any session, so that their locks publish it.
  void share() {
    for (var frame = this; frame != null && !frame.shared; frame = frame.next) {
      frame.shared = true;
    }
  }
}
