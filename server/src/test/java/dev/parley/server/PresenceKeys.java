package dev.parley.server;

import static dev.parley.server.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.AbstractRedisClient;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.cluster.ClusterClientOptions;
import io.lettuce.core.cluster.ClusterTopologyRefreshOptions;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.cluster.api.sync.RedisClusterCommands;
import io.lettuce.core.cluster.models.partitions.RedisClusterNode.NodeFlag;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;

/// What Redis shows to others of who is there.
record PresenceKeys(AbstractRedisClient client, RedisClusterCommands<String, String> redis)
    implements AutoCloseable {
  /// @param address as nodes have it: several of a Redis Cluster are parted by commas
  static PresenceKeys at(String address) {
    if (address.startsWith("redis://") && address.contains(",")) {
      var servers = Arrays.stream(address.split(",", -1)).map(RedisURI::create).toList();
      var client = RedisClusterClient.create(servers);
      // Asked for all keys it would ask those too that have failed.
      client.setOptions(
          ClusterClientOptions.builder()
              .nodeFilter(node -> !node.is(NodeFlag.FAIL))
              .topologyRefreshOptions(
                  ClusterTopologyRefreshOptions.builder()
                      .enablePeriodicRefresh(Duration.ofSeconds(1))
                      .build())
              .build());
      return new PresenceKeys(client, connected(client::connect).sync());
    }
    var client = RedisClient.create(address);
    return new PresenceKeys(client, connected(client::connect).sync());
  }

  /// After a fail-over some Sentinels name the old master for a moment.
  private static <T> T connected(Callable<T> connect) {
    return await()
        .pollDelay(Duration.ZERO)
        .ignoreExceptionsInstanceOf(RedisException.class)
        .until(connect, Objects::nonNull);
  }

  /// These users, all viewing the one conversation.
  void assertShow(Collection<String> userIds, String conversationId) {
    var viewers = "conversation_participants:" + conversationId;
    assertThat(redis.keys("online_users:*")).hasSameElementsAs(keys("online_users:", userIds));
    assertThat(redis.keys("user_rooms:*")).hasSameElementsAs(keys("user_rooms:", userIds));
    assertThat(redis.keys("conversation_participants:*")).containsExactly(viewers);
    assertThat(redis.smembers(viewers)).hasSameElementsAs(userIds);
  }

  private static List<String> keys(String prefix, Collection<String> ids) {
    return ids.stream().map(prefix::concat).toList();
  }

  @Override
  public void close() {
    client.shutdown();
  }
}
