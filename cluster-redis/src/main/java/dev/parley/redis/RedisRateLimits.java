package dev.parley.redis;

import dev.parley.chat.Limited;
import dev.parley.chat.RateLimits;
import io.lettuce.core.RedisException;
import io.lettuce.core.ScriptOutputType;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/// Budgets that all nodes share, `parley:limit:<act>:<key>`: what guards accounts, addresses and
/// mail. What people do all the time (sending, read marks, all else) is limited by each node alone:
/// a way to Redis before each message would cost more than it guards. So is everything while Redis
/// is away.
public final class RedisRateLimits implements RateLimits {
  /// How much may be taken.
  ///
  /// @param count what it holds, 0 for no limit
  /// @param period in which it fills up
  public record Budget(long count, Duration period) {}

  private static final Set<Limited> SHARED =
      EnumSet.complementOf(EnumSet.of(Limited.SEND, Limited.READ, Limited.OTHER));

  // KEYS[1] the budget; ARGV: what it holds, milliseconds until full, 1 to take or -1 to give back.
  // Answers whether it was taken, and what is left, as text: integers alone survive the way back.
  private static final String CHANGE =
      """
      local time = redis.call('TIME')
      local now = time[1] * 1000 + time[2] / 1000
      local full = tonumber(ARGV[1])
      local period = tonumber(ARGV[2])
      local kept = redis.call('HMGET', KEYS[1], 'left', 'at')
      local left = tonumber(kept[1]) or full
      left = math.min(full, left + (now - (tonumber(kept[2]) or now)) * full / period)
      local taken = '1'
      if ARGV[3] == '-1' then
        left = math.min(full, left + 1)
      elseif left >= 1 then
        left = left - 1
      else
        taken = '0'
      end
      redis.call('HSET', KEYS[1], 'left', tostring(left), 'at', string.format('%.3f', now))
      redis.call('PEXPIRE', KEYS[1], period)
      return {taken, tostring(left)}
      """;

  private final Redis redis;
  private final Function<Limited, Budget> budgets;
  private final RateLimits local;

  /// @param local what counts for the rest, and while Redis is away
  public RedisRateLimits(Redis redis, Function<Limited, Budget> budgets, RateLimits local) {
    this.redis = redis;
    this.budgets = budgets;
    this.local = local;
  }

  @Override
  public Taken take(Limited act, String key) {
    var budget = budgets.apply(act);
    if (!SHARED.contains(act) || budget.count() <= 0) {
      return local.take(act, key);
    }
    try {
      var answer = change(act, key, budget, "1");
      var left = Double.parseDouble(LeaseText.text(answer.get(1)));
      return new Taken(
          LeaseText.text(answer.get(0)).equals("1"),
          budget.count(),
          (long) left,
          left >= 1 ? Duration.ZERO : until(1 - left, budget),
          until(budget.count() - left, budget));
    } catch (RedisException e) {
      return local.take(act, key);
    }
  }

  private static Duration until(double missing, Budget budget) {
    return Duration.ofNanos((long) (missing * budget.period().toNanos() / budget.count()));
  }

  @Override
  public void giveBack(Limited act, String key) {
    var budget = budgets.apply(act);
    if (!SHARED.contains(act) || budget.count() <= 0) {
      local.giveBack(act, key);
      return;
    }
    try {
      change(act, key, budget, "-1");
    } catch (RedisException e) {
      local.giveBack(act, key);
    }
  }

  private List<byte[]> change(Limited act, String key, Budget budget, String what) {
    var keys = new String[] {"parley:limit:" + act + ":" + key};
    return redis.ask(to ->
        to.<List<byte[]>>eval(
            CHANGE,
            ScriptOutputType.MULTI,
            keys,
            LeaseText.bytes(Long.toString(budget.count())),
            LeaseText.bytes(Long.toString(budget.period().toMillis())),
            LeaseText.bytes(what)));
  }
}
