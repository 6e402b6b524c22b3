package dev.parley.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.chat.Limited;
import dev.parley.chat.RateLimits;
import dev.parley.redis.RedisRateLimits.Budget;
import dev.parley.store.RedisProcess;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class RedisRateLimitsTest {
  private static final Budget FIVE = new Budget(5, Duration.ofHours(1));

  @SuppressWarnings("NullAway.Init")
  private RedisProcess server;

  @BeforeEach
  void start() {
    server = RedisProcess.start();
  }

  @AfterEach
  void stop() {
    if (server != null) {
      server.close();
    }
  }

  private Redis connected() {
    return connected(TestNode.PATIENCE);
  }

  private Redis connected(Duration patience) {
    var redis = new Redis(server.uri(), Certificates.NONE, patience);
    redis.connect();
    return redis;
  }

  @Test
  void nodesTakeFromOneBudget() {
    try (var redis = connected();
        var otherRedis = connected()) {
      var one = new RedisRateLimits(redis, act -> FIVE, RateLimits.NONE);
      var other = new RedisRateLimits(otherRedis, act -> FIVE, RateLimits.NONE);

      for (var left = 4; left >= 1; left -= 2) {
        assertThat(one.take(Limited.SIGN_IN, "ada").remaining()).isEqualTo(left);
        assertThat(other.take(Limited.SIGN_IN, "ada").remaining()).isEqualTo(left - 1);
      }
      assertThat(one.take(Limited.SIGN_IN, "ada").allowed()).isTrue();

      var refused = other.take(Limited.SIGN_IN, "ada");
      assertThat(refused.allowed()).isFalse();
      assertThat(refused.limit()).isEqualTo(5);
      assertThat(refused.untilNext()).isBetween(Duration.ofMinutes(11), Duration.ofMinutes(12));
      assertThat(refused.untilFull()).isBetween(Duration.ofMinutes(59), Duration.ofHours(1));
      assertThat(other.take(Limited.SIGN_IN, "bob").allowed()).isTrue();
      one.giveBack(Limited.SIGN_IN, "ada");
      assertThat(other.take(Limited.SIGN_IN, "ada").allowed()).isTrue();
    }
  }

  @Test
  void isExactUnderConcurrency() {
    try (var redis = connected()) {
      var limits = new RedisRateLimits(redis, act -> FIVE, RateLimits.NONE);
      var allowed = new AtomicInteger();

      var threads =
          IntStream.range(0, 20)
              .mapToObj(i ->
                  Thread.startVirtualThread(() -> {
                    if (limits.take(Limited.MAIL, "ada").allowed()) {
                      allowed.incrementAndGet();
                    }
                  }))
              .toList();
      for (var thread : threads) {
        assertThat(join(thread)).isTrue();
      }

      assertThat(allowed).hasValue(5);
    }
  }

  private static boolean join(Thread thread) {
    try {
      return thread.join(TestNode.PATIENCE);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void whileRedisIsAwayTheNodesOwnBudgetCounts() {
    try (var redis = connected(Redis.PATIENCE)) {
      var limits = new RedisRateLimits(redis, act -> new Budget(0, Duration.ZERO), RateLimits.NONE);
      assertThat(limits.take(Limited.SIGN_IN, "ada").isLimited()).isFalse();
      server.kill();

      var away = new RedisRateLimits(redis, act -> FIVE, RateLimits.NONE);

      assertThat(away.take(Limited.SIGN_IN, "ada")).isEqualTo(RateLimits.Taken.UNLIMITED);
    }
  }
}
