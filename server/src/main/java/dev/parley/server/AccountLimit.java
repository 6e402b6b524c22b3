package dev.parley.server;

import dev.parley.chat.Limited;
import dev.parley.chat.RateLimits;
import dev.parley.chat.Refusal;
import dev.parley.chat.Refused;
import dev.parley.chat.UserStore;
import java.util.function.Supplier;

/// Slows down who guesses an account's password, from however many addresses. Only what failed
/// counts, and whether there is such an account makes no difference.
final class AccountLimit {
  private static final int LONGEST = 320;

  private final RateLimits limits;

  AccountLimit(RateLimits limits) {
    this.limits = limits;
  }

  /// Counted before it is tried, so that trying many at once gains nothing.
  <T> T guard(String email, Supplier<T> signIn) {
    var key = UserStore.key(email.substring(0, Math.min(email.length(), LONGEST)));
    var taken = limits.take(Limited.SIGN_IN_ACCOUNT, key);
    if (!taken.allowed()) {
      throw new TooOften(taken);
    }
    try {
      var done = signIn.get();
      limits.giveBack(Limited.SIGN_IN_ACCOUNT, key);
      return done;
    } catch (Refused refused) {
      if (refused.refusal() != Refusal.INVALID_CREDENTIALS) {
        limits.giveBack(Limited.SIGN_IN_ACCOUNT, key);
      }
      throw refused;
    }
  }
}
