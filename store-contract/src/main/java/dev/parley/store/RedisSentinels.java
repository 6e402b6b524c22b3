package dev.parley.store;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// A Redis with a replica, and three Sentinels that let it take the master's place.
public final class RedisSentinels implements AutoCloseable {
  private static final Duration SOON = Duration.ofMinutes(2);

  private final RedisProcess first;
  private final RedisProcess second;
  private final List<RedisProcess> sentinels = new ArrayList<>();

  private RedisSentinels(Path folder) throws IOException {
    first = RedisProcess.start();
    second = RedisProcess.start("--replicaof", "127.0.0.1 " + first.port());
    for (var i = 0; i < 3; i++) {
      sentinels.add(sentinel(folder.resolve("sentinel" + i)));
    }
  }

  /// Starts all of them.
  ///
  /// @param folder where the Sentinels write what they know
  public static RedisSentinels start(Path folder) throws IOException {
    return new RedisSentinels(folder);
  }

  private RedisProcess sentinel(Path file) throws IOException {
    Files.writeString(
        file,
        """
        sentinel monitor parley 127.0.0.1 %d 2
        sentinel down-after-milliseconds parley 1500
        sentinel failover-timeout parley 6000
        """
            .formatted(first.port()));
    return RedisProcess.startWith(List.of(file.toString(), "--sentinel"));
  }

  public String uri() {
    return sentinels.stream()
        .map(sentinel -> "127.0.0.1:" + sentinel.port())
        .collect(Collectors.joining(",", "redis-sentinel://", "/0#parley"));
  }

  /// Kills it, and returns when its replica has taken its place. Where a machine stood still that
  /// may have happened before.
  public void killMaster() {
    await().atMost(SOON).until(() -> hasReplica(first) || hasReplica(second));
    var master = hasReplica(first) ? first : second;
    var replica = master.equals(first) ? second : first;
    master.kill();
    await().atMost(SOON).until(() -> replica.replication().contains("role:master"));
  }

  private static boolean hasReplica(RedisProcess server) {
    return server.replication().contains("state=online");
  }

  @Override
  public void close() {
    sentinels.forEach(RedisProcess::close);
    second.close();
    first.close();
  }
}
