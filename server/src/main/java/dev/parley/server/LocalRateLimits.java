package dev.parley.server;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.parley.chat.Limited;
import dev.parley.chat.RateLimits;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.LongSupplier;

/// Budgets in this process's memory. One that was not touched for its whole period is full again,
/// so forgetting it changes nothing; under a flood of keys those of least use are forgotten first.
final class LocalRateLimits implements RateLimits {
  private static final int KEYS = 100_000;

  private record Budgets(Rate rate, TimeMeter time, Cache<String, Bucket> byKey) {
    Bucket of(String key) {
      return byKey.get(key, k -> full());
    }

    private Bucket full() {
      return Bucket.builder()
          .addLimit(limit -> limit.capacity(rate.count()).refillGreedy(rate.count(), rate.period()))
          .withCustomTimePrecision(time)
          .build();
    }
  }

  private final Map<Limited, Budgets> budgets = new EnumMap<>(Limited.class);

  /// @param nanos a clock that never goes back, as [System#nanoTime]
  LocalRateLimits(Function<Limited, Rate> rates, LongSupplier nanos) {
    for (var act : Limited.values()) {
      var rate = rates.apply(act);
      if (rate.count() > 0) {
        budgets.put(act, new Budgets(rate, new Meter(nanos), cache(rate, nanos)));
      }
    }
  }

  private static Cache<String, Bucket> cache(Rate rate, LongSupplier nanos) {
    return Caffeine.newBuilder()
        .maximumSize(KEYS)
        .expireAfterAccess(rate.period())
        .ticker(nanos::getAsLong)
        .build();
  }

  @Override
  public Taken take(Limited act, String key) {
    var those = budgets.get(act);
    if (those == null) {
      return Taken.UNLIMITED;
    }
    var probe = those.of(key).tryConsumeAndReturnRemaining(1);
    return new Taken(
        probe.isConsumed(),
        those.rate().count(),
        probe.getRemainingTokens(),
        Duration.ofNanos(probe.getNanosToWaitForRefill()),
        Duration.ofNanos(probe.getNanosToWaitForReset()));
  }

  @Override
  public void giveBack(Limited act, String key) {
    var those = budgets.get(act);
    if (those != null) {
      those.of(key).addTokens(1);
    }
  }

  /// Budgets kept for an act.
  long kept(Limited act) {
    var those = budgets.get(act);
    if (those == null) {
      return 0;
    }
    those.byKey().cleanUp();
    return those.byKey().estimatedSize();
  }

  private record Meter(LongSupplier nanos) implements TimeMeter {
    @Override
    public long currentTimeNanos() {
      return nanos.getAsLong();
    }

    @Override
    public boolean isWallClockBased() {
      return false;
    }
  }
}
