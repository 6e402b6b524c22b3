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
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// A Redis Cluster, found through any of its servers.
final class ClusterConnector implements Redis.Connector {
  private static final Logger LOG = System.getLogger(ClusterConnector.class.getName());
  private static final Duration REFRESH = Duration.ofSeconds(5);

  private final ClientResources resources = Connections.resources();
  private final RedisClusterClient client;

  ClusterConnector(List<String> uris, Certificates certificates) {
    var addresses = uris.stream().map(RedisURI::create).toList();
    addresses.forEach(address -> address.setTimeout(Redis.PATIENCE));
    client = RedisClusterClient.create(resources, addresses);
    var topology = ClusterTopologyRefreshOptions.builder().enablePeriodicRefresh(REFRESH).build();
    var options = ClusterClientOptions.builder();
    Connections.options(options, certificates);
    client.setOptions(options.topologyRefreshOptions(topology).build());
  }

  @Override
  public RedisClusterAsyncCommands<String, byte[]> connect() {
    var connection = client.connect(Connections.CODEC);
    try {
      awaitMasters(connection);
    } catch (RuntimeException e) {
      var _ = connection.closeAsync();
      throw e;
    }
    return connection.async();
  }

  /// Lettuce calls on a master when the first command for it comes, and rejects what comes until
  /// that one answers: so all are called on before. Those that are down are left for later.
  private static void awaitMasters(StatefulRedisClusterConnection<String, byte[]> connection) {
    var answers =
        connection.getPartitions().stream()
            .filter(node -> node.is(RedisClusterNode.NodeFlag.UPSTREAM))
            .map(RedisClusterNode::getUri)
            .map(uri -> connection.getConnectionAsync(uri.getHost(), uri.getPort()))
            .map(answer -> answer.exceptionally(failure -> null))
            .toArray(CompletableFuture<?>[]::new);
    try {
      CompletableFuture.allOf(answers).get(Redis.PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      LOG.log(Level.DEBUG, "Not every master is there", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RedisException("Interrupted", e);
    }
  }

  @Override
  public StatefulRedisPubSubConnection<String, byte[]> connectPubSub() {
    return client.connectPubSub(Connections.CODEC);
  }

  @Override
  public void close() {
    client.shutdown(Duration.ZERO, Redis.PATIENCE);
    Connections.close(resources);
  }
}
