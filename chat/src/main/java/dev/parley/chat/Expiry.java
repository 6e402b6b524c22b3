package dev.parley.chat;

import java.time.Duration;
import java.time.InstantSource;

/// Makes tombstones of messages that were kept long enough: the oldest first, one write at a time,
/// so that nobody who sends waits for it. What is interrupted is gone on with the next time.
public final class Expiry {
  private static final int PAGE = 100;

  private final RetentionStore store;
  private final EntryLog log;
  private final Tombstones tombstones;
  private final int usualDays;
  private final InstantSource clock;

  /// @param usualDays how long the server keeps messages at most; 0 for ever
  public Expiry(
      RetentionStore store,
      EntryLog log,
      Tombstones tombstones,
      int usualDays,
      InstantSource clock) {
    this.store = store;
    this.log = log;
    this.tombstones = tombstones;
    this.usualDays = usualDays;
    this.clock = clock;
  }

  public void sweep() {
    var after = "";
    while (true) {
      var page = store.page(usualDays > 0, after, PAGE);
      for (var kept : page) {
        sweep(kept);
      }
      if (page.size() < PAGE) {
        return;
      }
      after = page.getLast().conversationId();
    }
  }

  private void sweep(RetentionStore.Kept kept) {
    var cutoff = clock.instant().minus(Duration.ofDays(days(kept)));
    var swept = kept.sweptSeq();
    while (true) {
      var oldest =
          log.newer(kept.conversationId(), swept, PAGE, EntryLog.Scope.LIVE_MESSAGES).stream()
              .takeWhile(entry -> entry.createdAt().isBefore(cutoff))
              .toList();
      for (var entry : oldest) {
        tombstones.bury(entry.id());
      }
      if (oldest.isEmpty()) {
        return;
      }
      swept = oldest.getLast().seq();
      store.swept(kept.conversationId(), swept);
    }
  }

  private int days(RetentionStore.Kept kept) {
    if (kept.days() == 0) {
      return usualDays;
    }
    return usualDays == 0 ? kept.days() : Math.min(kept.days(), usualDays);
  }
}
