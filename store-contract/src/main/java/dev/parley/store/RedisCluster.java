package dev.parley.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A Redis Cluster of three masters with a replica each.
public final class RedisCluster implements AutoCloseable {
  private static final Duration SOON = Duration.ofMinutes(2);
  private static final int MASTERS = 3;
  private static final String[] OPTIONS = {
    "--cluster-enabled", "yes", "--cluster-node-timeout", "2000", "--repl-diskless-sync-delay", "0"
  };

  private final List<RedisProcess> servers = new ArrayList<>();
  private final List<RedisProcess> live;

  private RedisCluster() {
    for (var i = 0; i < 2 * MASTERS; i++) {
      servers.add(RedisProcess.start(OPTIONS));
    }
    live = new ArrayList<>(servers);
  }

  /// Starts one; returns when it is whole.
  public static RedisCluster start() {
    var cluster = new RedisCluster();
    try {
      cluster.join();
      cluster.awaitWhole();
      return cluster;
    } catch (IOException e) {
      cluster.close();
      throw new UncheckedIOException(e);
    }
  }

  private void join() throws IOException {
    var command = new ArrayList<>(List.of("redis-cli", "--cluster", "create"));
    servers.forEach(server -> command.add("127.0.0.1:" + server.port()));
    command.addAll(List.of("--cluster-replicas", "1", "--cluster-yes"));
    var silent = new ProcessBuilder(command).redirectOutput(ProcessBuilder.Redirect.DISCARD);
    assertThat(silent.start().onExit().join().exitValue()).isZero();
  }

  /// Each server sees a master for every key.
  private void awaitWhole() {
    await()
        .atMost(SOON)
        .until(() ->
            live.stream()
                .allMatch(server -> server.ask("cluster", "info").contains("cluster_state:ok")));
  }

  /// Of the first masters.
  public String uri() {
    return servers.stream().limit(MASTERS).map(RedisProcess::uri).collect(Collectors.joining(","));
  }

  /// Kills one, and returns when its replica has taken its place.
  public void killMaster() {
    var master = await().atMost(SOON).until(this::oneWithAReplica, Objects::nonNull);
    master.kill();
    live.remove(master);
    await().atMost(SOON).until(() -> live.stream().filter(this::isMaster).count() == MASTERS);
    awaitWhole();
  }

  /// A replica that never had its master's data does not take its place; and where a machine stood
  /// still one of them may have taken it before.
  private @Nullable RedisProcess oneWithAReplica() {
    return live.stream()
        .filter(server -> isMaster(server) && server.replication().contains("state=online"))
        .findFirst()
        .orElse(null);
  }

  private boolean isMaster(RedisProcess server) {
    return server.replication().contains("role:master");
  }

  @Override
  public void close() {
    servers.forEach(RedisProcess::close);
  }
}
