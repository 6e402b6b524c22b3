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
  private static final Duration SOON = Duration.ofSeconds(60);

  private final RedisProcess master;
  private final RedisProcess replica;
  private final List<RedisProcess> sentinels = new ArrayList<>();

  private RedisSentinels(Path folder) throws IOException {
    master = RedisProcess.start();
    replica = RedisProcess.start("--replicaof", "127.0.0.1 " + master.port());
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
            .formatted(master.port()));
    return RedisProcess.startWith(List.of(file.toString(), "--sentinel"));
  }

  public String uri() {
    return sentinels.stream()
        .map(sentinel -> "127.0.0.1:" + sentinel.port())
        .collect(Collectors.joining(",", "redis-sentinel://", "/0#parley"));
  }

  /// Kills it, and returns when its replica has taken its place.
  public void killMaster() {
    await().atMost(SOON).until(() -> master.ask("info", "replication").contains("state=online"));
    master.kill();
    await().atMost(SOON).until(() -> replica.ask("info", "replication").contains("role:master"));
  }

  @Override
  public void close() {
    sentinels.forEach(RedisProcess::close);
    replica.close();
    master.close();
  }
}
