package dev.parley.server;

import dev.parley.redis.Redis;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;

/// Tells whether Redis is there. Without it a node is still well, and ready: those connected to it
/// chat on, and the others catch up.
final class RedisHealth implements HealthIndicator {
  private static final Status AWAY = new Status("AWAY");
  private final Redis redis;

  RedisHealth(Redis redis) {
    this.redis = redis;
  }

  @Override
  public Health health() {
    return Health.status(redis.isConnected() ? Status.UP : AWAY).build();
  }
}
