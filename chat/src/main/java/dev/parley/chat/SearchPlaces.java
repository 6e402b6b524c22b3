package dev.parley.chat;

import java.time.Instant;

/// Places of messages among all there are, as [MessageSearch.Found] has them: by the millisecond a
/// message was written in, with room for 2^20 in each.
public final class SearchPlaces {
  private static final Instant LATEST = Instant.ofEpochMilli(1L << 42);

  private SearchPlaces() {}

  /// The least place of a millisecond.
  public static long first(long epochMillis) {
    return epochMillis << 20;
  }

  /// The least place of messages that are not before that time, whatever it is.
  public static long since(Instant time) {
    if (time.isBefore(Instant.EPOCH)) {
      return 0;
    }
    // Messages have whole milliseconds.
    var millis = time.isAfter(LATEST) ? LATEST : time.plusNanos(999_999);
    return first(millis.toEpochMilli());
  }
}
