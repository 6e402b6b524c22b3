package dev.parley.redis;

import io.lettuce.core.RedisException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.cluster.ClusterClientOptions;
import io.lettuce.core.cluster.ClusterTopologyRefreshOptions;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import io.lettuce.core.cluster.models.partitions.RedisClusterNode;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import io.lettuce.core.resource.ClientResources;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

/// A Redis Cluster, found through any of its servers.
final class ClusterConnector implements Redis.Connector {
  private static final Logger LOG = System.getLogger(ClusterConnector.class.getName());
  private static final Pattern VERSION = Pattern.compile("redis_version:(\\d+)");
  private static final int SHARDED_SINCE = 7;
  private static final Duration REFRESH = Duration.ofSeconds(5);

  private final ClientResources resources = Connections.resources();
  private final RedisClusterClient client;
  private final Duration patience;
  private volatile boolean sharded;

  ClusterConnector(List<String> uris, Certificates certificates, Duration patience) {
    this.patience = patience;
    var addresses = uris.stream().map(RedisURI::create).toList();
    addresses.forEach(address -> address.setTimeout(patience));
    client = RedisClusterClient.create(resources, addresses);
    var topology = ClusterTopologyRefreshOptions.builder().enablePeriodicRefresh(REFRESH).build();
    var options = ClusterClientOptions.builder();
    Connections.options(options, certificates, patience);
    client.setOptions(options.topologyRefreshOptions(topology).build());
  }

  @Override
  public RedisClusterAsyncCommands<String, byte[]> connect() {
    var connection = client.connect(Connections.CODEC);
    try {
      sharded = awaitMasters(connection);
    } catch (RuntimeException e) {
      var _ = connection.closeAsync();
      throw e;
    }
    return connection.async();
  }

  /// Lettuce calls on a master when the first command for it comes, and rejects what comes until
  /// that one answers: so all are called on before. Those that are down are left for later.
  ///
  /// @return whether those that answered have sharded channels
  private boolean awaitMasters(StatefulRedisClusterConnection<String, byte[]> connection) {
    var versions = new ConcurrentLinkedQueue<Integer>();
    var answers =
        connection.getPartitions().stream()
            .filter(node -> node.is(RedisClusterNode.NodeFlag.UPSTREAM))
            .map(RedisClusterNode::getUri)
            .map(uri -> connection.getConnectionAsync(uri.getHost(), uri.getPort()))
            .map(answer ->
                answer
                    .thenCompose(master -> master.async().info("server"))
                    .thenAccept(text -> versions.add(version(text)))
                    .exceptionally(failure -> null))
            .toArray(CompletableFuture<?>[]::new);
    awaitAll(answers);
    return !versions.isEmpty() && versions.stream().allMatch(version -> version >= SHARDED_SINCE);
  }

  private void awaitAll(CompletableFuture<?>[] answers) {
    try {
      CompletableFuture.allOf(answers).get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      LOG.log(Level.DEBUG, "Not every master is there", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RedisException("Interrupted", e);
    }
  }

  private static int version(String info) {
    var found = VERSION.matcher(info);
    return found.find() ? Integer.parseInt(found.group(1)) : 0;
  }

  @Override
  public boolean sharded() {
    return sharded;
  }

  @Override
  public StatefulRedisPubSubConnection<String, byte[]> connectPubSub() {
    var connection = client.connectPubSub(Connections.CODEC);
    if (sharded) {
      var masters =
          connection.getPartitions().stream()
              .filter(node -> node.is(RedisClusterNode.NodeFlag.UPSTREAM))
              .map(RedisClusterNode::getUri)
              .map(uri -> connection.getConnectionAsync(uri.getHost(), uri.getPort()))
              .map(answer -> answer.exceptionally(failure -> null));
      awaitAll(masters.toArray(CompletableFuture<?>[]::new));
    }
    return connection;
  }

  @Override
  public void close() {
    client.shutdown(Duration.ZERO, patience);
    Connections.close(resources);
  }
}
