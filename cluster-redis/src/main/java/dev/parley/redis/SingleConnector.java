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
  private final Duration patience;

  SingleConnector(String uri, Certificates certificates, Duration patience) {
    this.patience = patience;
    var address = RedisURI.create(uri);
    address.setTimeout(patience);
    resources = Connections.resources();
    client = RedisClient.create(resources, address);
    client.setOptions(Connections.options(ClientOptions.builder(), certificates, patience).build());
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
    client.shutdown(Duration.ZERO, patience);
    Connections.close(resources);
  }
}
