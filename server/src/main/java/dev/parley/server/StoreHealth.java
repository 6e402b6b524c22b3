package dev.parley.server;

import dev.parley.chat.Refused;
import dev.parley.chat.Store;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/// Not ready while the store can't be reached. Sockets stay; what they send is refused.
final class StoreHealth implements HealthIndicator {
  private final Store store;

  StoreHealth(Store store) {
    this.store = store;
  }

  @Override
  public Health health() {
    try {
      store.ping();
      return Health.up().build();
    } catch (Refused e) {
      return Health.down().build();
    }
  }
}
