package dev.parley.redis;

import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.SetArgs;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What can be learned of a Redis by asking it, and by trying what a node does on keys of its own,
/// which are removed again.
public final class RedisCheckup {
  private static final Pattern VERSION = Pattern.compile("redis_version:(\\d\\S*)");
  private static final long GONE_MS = 60_000;
  private static final List<String> FAMILIES =
      List.of("parley:", "online_users:", "user_rooms:", "conversation_participants:");

  /// What was learned.
  ///
  /// @param version empty when this user may not ask
  /// @param eviction the policy for a full memory; empty when this user may not ask
  /// @param ahead how far Redis' clock is before ours, negative when behind
  /// @param refused why a node can't do what it must, in Redis' own words, with the keys it was
  ///   tried on
  public record Report(
      Optional<String> version, Optional<String> eviction, Duration ahead, List<String> refused) {}

  private final Redis.Link link;
  private final InstantSource clock;
  private final String id;
  private final Map<String, Set<String>> refused = new LinkedHashMap<>();
  private String about = "";

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
    about = "the clock";
    var ahead = ahead();
    return new Report(version(), eviction(), ahead, refusals());
  }

  private List<String> refusals() {
    return refused.entrySet().stream()
        .map(said -> said.getKey() + " (" + String.join(", ", said.getValue()) + ")")
        .toList();
  }

  private void tryRights() {
    for (var family : FAMILIES) {
      about = family + "*";
      tryKeys(family + id);
      trySets(family + id + "-set");
    }
    about = "parley:*";
    tryHashes("parley:" + id + "-hash");
    tryChannels("parley:" + id);
  }

  /// A probe is gone by itself, should we fail on the way or may not remove it.
  private void tryKeys(String key) {
    var to = link.commands();
    must(() -> to.set(key, bytes(), SetArgs.Builder.px(GONE_MS)));
    must(() -> to.get(key));
    must(() -> to.exists(key));
    must(() -> to.del(key));
  }

  private void trySets(String key) {
    var to = link.commands();
    must(() -> to.sadd(key, bytes()));
    must(() -> to.pexpire(key, GONE_MS));
    must(() -> to.smembers(key));
    must(() -> to.srem(key, bytes()));
  }

  private void tryHashes(String key) {
    var to = link.commands();
    must(() -> to.hset(key, "field", bytes()));
    must(() -> to.pexpire(key, GONE_MS));
    must(() -> to.hmget(key, "field"));
    must(() -> to.hkeys(key));
    must(() -> to.hexists(key, "field"));
    must(() -> to.eval("return redis.call('EXISTS', KEYS[1])", ScriptOutputType.INTEGER, key));
    must(() -> to.hdel(key, "field"));
  }

  private void tryChannels(String channel) {
    var to = link.commands();
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
      refused.computeIfAbsent(words(e), _ -> new LinkedHashSet<>()).add(about);
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
