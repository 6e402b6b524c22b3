package dev.parley.chat;

import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/// Deletes messages for reasons other than somebody's own wish. The same path as any deletion: a
/// compare-and-set, told live and by sync.
public final class Tombstones {
  private final EntryLog log;
  private final InstantSource clock;

  public Tombstones(EntryLog log, InstantSource clock) {
    this.log = log;
    this.clock = clock;
  }

  /// The tombstone; null when there is no such message, or it is one already.
  public @Nullable Entry bury(String messageId) {
    while (true) {
      var entry = log.entry(messageId);
      if (entry == null || !entry.isLiveMessage()) {
        return null;
      }
      var tombstone = entry.deleted(clock.instant());
      if (log.replace(entry.rev(), tombstone, EntryLog.ANY_ROSTER)
          instanceof EntryLog.Replaced.Stored(var stored)) {
        return stored;
      }
    }
  }
}
