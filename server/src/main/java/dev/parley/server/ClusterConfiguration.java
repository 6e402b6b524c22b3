package dev.parley.server;

import dev.parley.chat.ConversationStore;
import dev.parley.chat.Delay;
import dev.parley.chat.EntryLog;
import dev.parley.chat.Nodes.Node;
import dev.parley.chat.Relations;
import dev.parley.chat.Rosters;
import dev.parley.chat.Sessions;
import dev.parley.engineio.Engine;
import dev.parley.gateway.Caches;
import dev.parley.gateway.Cluster;
import dev.parley.gateway.Deliveries;
import dev.parley.gateway.Profiles;
import dev.parley.redis.Certificates;
import dev.parley.redis.Redis;
import dev.parley.redis.RedisBus;
import dev.parley.redis.RedisNodes;
import dev.parley.redis.RedisWhereabouts;
import java.nio.file.Path;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/// What makes this server one node of many; nothing of it is there when it is alone.
@Configuration(proxyBeanMethods = false)
@Conditional(WithRedis.class)
@EnableConfigurationProperties(RedisSettings.class)
class ClusterConfiguration {
  @Bean
  Redis redis(RedisSettings settings, ParleySettings parley, Environment environment) {
    if (environment.getProperty("parley.mongodb.uri", "").isEmpty()) {
      throw new StartFailure(
          "PARLEY_REDIS_URI joins nodes that share a database: set PARLEY_MONGODB_URI too");
    }
    if (parley.jwtSecret() == null || parley.jwtSecret().isEmpty()) {
      throw new StartFailure(
          "Nodes must agree on what signs tokens: set PARLEY_JWT_SECRET, the same for all");
    }
    try {
      return new Redis(settings.uri(), certificates(settings));
    } catch (IllegalArgumentException e) {
      throw new StartFailure("PARLEY_REDIS_URI is no address of Redis: " + e.getMessage());
    }
  }

  static Certificates certificates(RedisSettings settings) {
    try {
      return new Certificates(
          file(settings.ca()), file(settings.certificate()), file(settings.key()));
    } catch (IllegalArgumentException e) {
      throw new StartFailure(
          "PARLEY_REDIS_CA, PARLEY_REDIS_CERTIFICATE, PARLEY_REDIS_KEY: " + e.getMessage());
    }
  }

  private static @Nullable Path file(String setting) {
    return setting.isEmpty() ? null : Path.of(setting);
  }

  /// Who this node is, asked again at each renewal of its lease.
  @Bean
  RedisNodes nodes(
      Redis redis,
      Environment environment,
      ObjectProvider<Engine> engine,
      ObjectProvider<MessageRate> rate,
      Delay delay,
      InstantSource clock) {
    var id = RedisNodes.newId();
    var address = environment.getProperty("parley.node.address", "");
    return new RedisNodes(
        redis,
        id,
        () ->
            new Node(
                id,
                address,
                Main.version(),
                engine.getObject().sessions().size(),
                rate.getObject().perSecond()),
        delay,
        clock);
  }

  @Bean
  RedisBus bus(Redis redis, RedisNodes nodes, Delay delay, InstantSource clock) {
    return new RedisBus(redis, nodes.self(), delay, clock);
  }

  @Bean
  RedisWhereabouts whereabouts(Redis redis, RedisNodes nodes, Delay delay, InstantSource clock) {
    return new RedisWhereabouts(redis, nodes, delay, clock);
  }

  @Bean
  RedisHealth redisHealth(Redis redis) {
    return new RedisHealth(redis);
  }

  @Bean
  Caches caches(Sessions sessions, Relations relations, Profiles profiles, Rosters rosters) {
    return new Caches(sessions, relations, profiles, rosters);
  }

  @Bean
  Cluster.Ports clusterPorts(RedisBus bus, RedisNodes nodes, RedisWhereabouts whereabouts) {
    return new Cluster.Ports(bus, nodes, whereabouts);
  }

  @Bean
  Cluster.Stored clusterStored(EntryLog log, ConversationStore conversations, MongoSettings mongo) {
    return new Cluster.Stored(log, conversations, mongo.timeout());
  }

  @Bean
  Cluster cluster(
      Cluster.Ports ports,
      Deliveries deliveries,
      Cluster.Stored stored,
      Caches caches,
      Delay delay,
      InstantSource clock) {
    return new Cluster(ports, deliveries, stored, caches, delay, clock);
  }

  @Bean
  ClusterStart clusterStart(
      Cluster cluster, RedisNodes nodes, RedisWhereabouts whereabouts, InstantSource clock) {
    return new ClusterStart(cluster, nodes, whereabouts, clock);
  }
}
