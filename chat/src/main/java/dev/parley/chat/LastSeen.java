package dev.parley.chat;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/// When those who are away were last here. Written once when somebody goes, never while they stay.
public final class LastSeen implements AutoCloseable {
  private final LastSeenStore store;
  private final Presence presence;
  private final InstantSource clock;

  public LastSeen(LastSeenStore store, Presence presence, InstantSource clock) {
    this.store = store;
    this.presence = presence;
    this.clock = clock;
  }

  public void left(String userId, Instant at) {
    store.seen(List.of(userId), at);
  }

  /// Of those among these users who are away and were ever here.
  public Map<String, Instant> of(Collection<String> userIds) {
    var online = presence.online(userIds);
    return store.seen(userIds.stream().filter(id -> !online.contains(id)).toList());
  }

  /// The server stops: nobody will be told to have gone.
  @Override
  public void close() {
    var here = presence.here();
    if (!here.isEmpty()) {
      store.seen(here, clock.instant());
    }
  }
}
