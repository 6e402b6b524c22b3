package dev.parley.redis;

import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What can be learned of a Redis by asking it, and by trying what a node does on keys of its own,
/// which are removed again.
public final class RedisCheckup {
  private static final Pattern VERSION = Pattern.compile("redis_version:(\\S+)");
  private static final List<String> FAMILIES =
      List.of("parley:", "online_users:", "user_rooms:", "conversation_participants:");

  /// What was learned.
  ///
  /// @param version empty when this user may not ask
  /// @param eviction the policy for a full memory; empty when this user may not ask
  /// @param ahead how far Redis' clock is before ours, negative when behind
  /// @param refused what a node must do and this user may not, in Redis' own words
  public record Report(
      Optional<String> version, Optional<String> eviction, Duration ahead, List<String> refused) {}

  private final Redis.Link link;
  private final InstantSource clock;
  private final String id;
  private final Set<String> refused = new LinkedHashSet<>();

  private RedisCheckup(Redis.Link link, InstantSource clock) {
    this.link = link;
    this.clock = clock;
    this.id = "doctor-" + RedisNodes.newId();
  }

  /// Throws [IllegalArgumentException] for what is no address, and [UnreachableRedis] when it can't
  /// be reached or does not answer.
  public static Report of(String uri, Certificates certificates, InstantSource clock) {
    try (var redis = new Redis(uri, certificates)) {
      return new RedisCheckup(redis.connectNow(), clock).report();
    } catch (RedisException e) {
      throw new UnreachableRedis(e);
    }
  }

  private Report report() {
    tryRights();
    return new Report(version(), eviction(), ahead(), List.copyOf(refused));
  }

  private void tryRights() {
    var to = link.commands();
    for (var family : FAMILIES) {
      tryKeys(to, family + id);
    }
    var hash = "parley:" + id;
    must(() -> to.hset(hash, "field", bytes()));
    must(() -> to.hmget(hash, "field"));
    must(() -> to.hkeys(hash));
    must(() -> to.hexists(hash, "field"));
    must(() -> to.pexpire(hash, 60_000));
    must(() -> to.hdel(hash, "field"));
    must(() -> to.eval("return redis.call('EXISTS', KEYS[1])", ScriptOutputType.INTEGER, hash));
    must(() -> to.del(hash));
    tryChannels(to, hash);
  }

  private void tryKeys(RedisClusterAsyncCommands<String, byte[]> to, String key) {
    must(() -> to.set(key, bytes()));
    must(() -> to.get(key));
    must(() -> to.exists(key));
    must(() -> to.del(key));
    must(() -> to.sadd(key, bytes()));
    must(() -> to.smembers(key));
    must(() -> to.srem(key, bytes()));
  }

  private void tryChannels(RedisClusterAsyncCommands<String, byte[]> to, String channel) {
    must(() -> link.channels().async().subscribe(channel));
    must(() -> to.publish(channel, bytes()));
    must(() -> link.channels().async().unsubscribe(channel));
    if (link.sharded()) {
      must(() -> link.channels().async().ssubscribe(channel));
      must(() -> to.spublish(channel, bytes()));
    }
  }

  private byte[] bytes() {
    return id.getBytes(StandardCharsets.US_ASCII);
  }

  /// What a node can't do without.
  private <T> @Nullable T must(Supplier<RedisFuture<T>> command) {
    try {
      return Redis.answered(command.get());
    } catch (RedisException e) {
      refused.add(words(e));
      return null;
    }
  }

  /// What is good to know and may be refused.
  private static <T> Optional<T> may(Supplier<RedisFuture<T>> command) {
    try {
      return Optional.ofNullable(Redis.answered(command.get()));
    } catch (RedisException e) {
      words(e);
      return Optional.empty();
    }
  }

  /// Redis' own; throws again what it did not say.
  private static String words(RedisException e) {
    if (e.getCause() instanceof RedisCommandExecutionException said) {
      return String.valueOf(said.getMessage());
    }
    throw e;
  }

  private Optional<String> version() {
    return may(() -> link.commands().info("server"))
        .map(VERSION::matcher)
        .flatMap(found -> found.find() ? Optional.of(found.group(1)) : Optional.empty());
  }

  private Optional<String> eviction() {
    return may(() -> link.commands().configGet("maxmemory-policy"))
        .map(found -> found.get("maxmemory-policy"));
  }

  private Duration ahead() {
    var before = clock.instant();
    var told = must(() -> link.commands().time());
    if (told == null) {
      return Duration.ZERO;
    }
    var ours = before.plus(Duration.between(before, clock.instant()).dividedBy(2));
    var parts = new ArrayList<Long>();
    told.forEach(part -> parts.add(Long.parseLong(new String(part, StandardCharsets.US_ASCII))));
    return Duration.between(ours, Instant.ofEpochSecond(parts.get(0), parts.get(1) * 1_000));
  }
}
