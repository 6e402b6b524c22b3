package dev.parley.server;

import dev.parley.chat.RateLimits;

/// Thrown when a budget was found empty only in the middle of a request.
final class TooOften extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient RateLimits.Taken taken;

  TooOften(RateLimits.Taken taken) {
    super("too often", null, false, false);
    this.taken = taken;
  }

  RateLimits.Taken taken() {
    return taken;
  }
}
