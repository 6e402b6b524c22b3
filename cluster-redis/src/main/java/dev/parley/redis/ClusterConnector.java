package dev.parley.redis;

import io.lettuce.core.RedisURI;
import io.lettuce.core.cluster.ClusterClientOptions;
import io.lettuce.core.cluster.ClusterTopologyRefreshOptions;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import io.lettuce.core.resource.ClientResources;
import java.time.Duration;
import java.util.List;

/// A Redis Cluster, found through any of its servers.
final class ClusterConnector implements Redis.Connector {
  private static final Duration REFRESH = Duration.ofSeconds(5);

  private final ClientResources resources = Connections.resources();
  private final RedisClusterClient client;

  ClusterConnector(List<String> uris) {
    var addresses = uris.stream().map(RedisURI::create).toList();
    addresses.forEach(address -> address.setTimeout(Redis.PATIENCE));
    client = RedisClusterClient.create(resources, addresses);
    var topology = ClusterTopologyRefreshOptions.builder().enablePeriodicRefresh(REFRESH).build();
    var options = ClusterClientOptions.builder();
    Connections.options(options);
    client.setOptions(options.topologyRefreshOptions(topology).build());
  }

  @Override
  public RedisClusterAsyncCommands<String, byte[]> connect() {
    return client.connect(Connections.CODEC).async();
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
