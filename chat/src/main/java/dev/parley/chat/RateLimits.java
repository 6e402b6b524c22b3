package dev.parley.chat;

import java.time.Duration;

/// Budgets of what may be done how often. Each pair of an act and a key has its own, which fills up
/// again steadily. Exact under concurrency. Waits for no budget to fill, but may ask another
/// machine for it: not to be called where blocking is forbidden.
public interface RateLimits {
  /// No limits at all.
  RateLimits NONE =
      new RateLimits() {
        @Override
        public Taken take(Limited act, String key) {
          return Taken.UNLIMITED;
        }

        @Override
        public void giveBack(Limited act, String key) {}
      };

  /// How a budget stands.
  ///
  /// @param allowed one was taken from it; else it was empty
  /// @param limit what it holds at most; 0 when there is no limit
  /// @param remaining what is left
  /// @param untilNext when there is one to take again, zero when there is
  /// @param untilFull when it is full again
  record Taken(
      boolean allowed, long limit, long remaining, Duration untilNext, Duration untilFull) {
    public static final Taken UNLIMITED =
        new Taken(true, 0, Long.MAX_VALUE, Duration.ZERO, Duration.ZERO);

    public boolean isLimited() {
      return limit > 0;
    }
  }

  /// Takes one.
  ///
  /// @param key whose budget
  Taken take(Limited act, String key);

  /// Puts one back that should not have counted.
  void giveBack(Limited act, String key);
}
