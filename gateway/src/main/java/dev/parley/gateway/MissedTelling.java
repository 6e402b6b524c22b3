package dev.parley.gateway;

import dev.parley.chat.ChatEvent.PresenceChanged;
import dev.parley.chat.Delay;
import dev.parley.chat.Whereabouts;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// Tells once more what another node may have missed and can't find in the store: who was sent
/// away, who is in a conversation no more, and how it is now with those whose coming or going was
/// told. A little later, when Redis has been told again who is where, and once for several nodes
/// that ask together.
final class MissedTelling {
  private static final Duration LATER = Duration.ofSeconds(3);

  private final Lately lately;
  private final Peers peers;
  private final ClusterDeliveries deliveries;
  private final Whereabouts whereabouts;
  private final Delay delay;
  private final InstantSource clock;
  private final BooleanSupplier hears;

  // Guarded by this; null while nobody has asked.
  private @Nullable Instant asked;

  MissedTelling(
      Peers peers,
      ClusterDeliveries deliveries,
      Whereabouts whereabouts,
      Delay delay,
      InstantSource clock,
      BooleanSupplier hears) {
    this.hears = hears;
    this.lately = peers.lately();
    this.clock = clock;
    this.peers = peers;
    this.deliveries = deliveries;
    this.whereabouts = whereabouts;
    this.delay = delay;
  }

  /// Returns at once.
  synchronized void since(Instant since) {
    if (asked == null) {
      asked = since;
      delay.after(LATER, this::tell);
    } else if (since.isBefore(asked)) {
      asked = since;
    }
  }

  /// Null when it has to wait: while this node hears nothing, it knows nothing either.
  private synchronized @Nullable Instant taken() {
    if (!hears.getAsBoolean()) {
      delay.after(LATER, this::tell);
      return null;
    }
    var since = asked == null ? Instant.MAX : asked;
    asked = null;
    return since;
  }

  private void tell() {
    var since = taken();
    if (since == null) {
      return;
    }
    lately.kicksSince(since).forEach(kick -> peers.tell(kick.userId(), kick));
    lately.departuresSince(since).forEach(one -> peers.tell(one.conversationId(), one));
    var users = lately.statusesSince(since);
    var online = whereabouts.online(users);
    for (var userId : users) {
      deliveries.moved(new PresenceChanged(userId, online.contains(userId), clock.instant()));
    }
  }
}
