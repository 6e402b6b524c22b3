package dev.parley.server;

import dev.parley.redis.RedisCheckup;
import dev.parley.redis.UnreachableRedis;
import dev.parley.server.Finding.Broken;
import dev.parley.server.Finding.Doubtful;
import dev.parley.server.Finding.Fine;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The Redis that joins the nodes: there, of a version we know, throwing nothing away, and letting
/// a node do what it must.
final class RedisChecks {
  private static final int OLDEST = 6;

  private RedisChecks() {}

  static List<Finding> all(RedisSettings settings, InstantSource clock) {
    try {
      var certificates = ClusterConfiguration.certificates(settings);
      return of(RedisCheckup.of(settings.uri(), certificates, clock));
    } catch (IllegalArgumentException e) {
      return List.of(
          new Broken("PARLEY_REDIS_URI is no address of Redis: " + e.getMessage(), "Mend it."));
    } catch (StartFailure e) {
      return List.of(new Broken(String.valueOf(e.getMessage()), "Mend the setting."));
    } catch (UnreachableRedis e) {
      return List.of(
          new Broken(
              "Redis can't be used (" + e.getMessage() + ").",
              "Look at PARLEY_REDIS_URI, and whether this machine reaches it."));
    }
  }

  static List<Finding> of(RedisCheckup.Report report) {
    var found = new ArrayList<Finding>();
    found.add(report.version().map(RedisChecks::version).orElse(unseen("its version")));
    found.add(eviction(report.eviction()));
    found.add(ClockChecks.of("Redis", report.ahead()));
    if (report.refused().isEmpty()) {
      found.add(new Fine("Redis lets this node do all it must."));
    }
    for (var refused : report.refused()) {
      found.add(new Broken("Redis refuses what a node must do: " + refused + ".", mend(refused)));
    }
    return found;
  }

  private static String mend(String refused) {
    var rights = refused.startsWith("NOPERM") || refused.contains("ACL failure");
    return rights
        ? "Give its user the rights in docs/cluster.md."
        : "Mend what Redis names; until then nodes do not hear each other.";
  }

  private static Finding version(String version) {
    var major = Integer.parseInt(version.replaceFirst("\\D.*", ""));
    return major >= OLDEST
        ? new Fine("Redis answers, of version " + version + ".")
        : new Broken("Redis is of version " + version + ".", "Take 6.2 or later.");
  }

  private static Finding unseen(String what) {
    return new Fine("Redis answers; " + what + " is not visible to its user.");
  }

  static Finding eviction(Optional<String> policy) {
    return policy
        .<Finding>map(set ->
            set.equals("noeviction")
                ? new Fine("Redis throws nothing away when its memory is full.")
                : new Doubtful(
                    "With its memory full Redis throws keys away (maxmemory-policy " + set + ").",
                    "Set it to noeviction: who is online is kept there."))
        .orElse(unseen("its maxmemory-policy, which should be noeviction,"));
  }
}
