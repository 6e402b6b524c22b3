package dev.parley.redis;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import io.lettuce.core.resource.ClientResources;
import java.time.Duration;

/// One server, or the one that Sentinels call the master, asked anew at every reconnect.
final class SingleConnector implements Redis.Connector {
  private final ClientResources resources;
  private final RedisClient client;

  SingleConnector(String uri, Certificates certificates) {
    var address = RedisURI.create(uri);
    address.setTimeout(Redis.PATIENCE);
    resources = Connections.resources();
    client = RedisClient.create(resources, address);
    client.setOptions(Connections.options(ClientOptions.builder(), certificates).build());
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
  public boolean sharded() {
    return false;
  }

  @Override
  public void close() {
    client.shutdown(Duration.ZERO, Redis.PATIENCE);
    Connections.close(resources);
  }
}
