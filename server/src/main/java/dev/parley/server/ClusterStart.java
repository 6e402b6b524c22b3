package dev.parley.server;

import dev.parley.gateway.Cluster;
import dev.parley.redis.RedisNodes;
import dev.parley.redis.RedisWhereabouts;
import java.time.InstantSource;
import org.springframework.context.SmartLifecycle;

/// Joins the other nodes before the port opens: whatever is committed after a client has connected
/// is heard. The lease goes when this one's last socket has gone.
final class ClusterStart implements SmartLifecycle {
  private final Cluster cluster;
  private final RedisNodes nodes;
  private final RedisWhereabouts whereabouts;
  private final InstantSource clock;
  private volatile boolean running;

  ClusterStart(
      Cluster cluster, RedisNodes nodes, RedisWhereabouts whereabouts, InstantSource clock) {
    this.cluster = cluster;
    this.nodes = nodes;
    this.whereabouts = whereabouts;
    this.clock = clock;
  }

  @Override
  public void start() {
    cluster.open();
    whereabouts.begin((userId, online) -> cluster.moved(userId, online, clock.instant()));
    nodes.begin();
    running = true;
  }

  @Override
  public void stop() {
    running = false;
    nodes.close();
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  /// Before the port opens, and after it has closed.
  @Override
  public int getPhase() {
    return 0;
  }
}
