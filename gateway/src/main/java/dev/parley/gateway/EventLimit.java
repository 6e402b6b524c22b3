package dev.parley.gateway;

/// How many events a socket may send: so many at once, and so many a second in the long run.
public record EventLimit(int burst, int perSecond) {
  /// Stops a client that has gone wild, and no human being.
  public static final EventLimit DEFAULT = new EventLimit(2_000, 1_000);

  public EventLimit {
    if (burst < 1 || perSecond < 1) {
      throw new IllegalArgumentException("a limit of events must be positive");
    }
  }
}
