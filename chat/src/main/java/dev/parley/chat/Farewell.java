package dev.parley.chat;

import java.time.InstantSource;

/// Removes what somebody who deleted their account leaves behind. Each step may be done twice, so
/// what a stop cuts short is begun anew at the next start.
public final class Farewell {
  private static final int PAGE = 100;

  private final DepartureStore store;
  private final ConversationStore conversations;
  private final Groups groups;
  private final Relations relations;
  private final Tombstones tombstones;
  private final InstantSource clock;

  public Farewell(
      DepartureStore store,
      ConversationStore conversations,
      Groups groups,
      Relations relations,
      Tombstones tombstones,
      InstantSource clock) {
    this.store = store;
    this.conversations = conversations;
    this.groups = groups;
    this.relations = relations;
    this.tombstones = tombstones;
    this.clock = clock;
  }

  /// What earlier runs of the server did not finish.
  public void finishAll() {
    store.open().forEach(this::finish);
  }

  /// Takes as long as there are messages.
  void finish(Departure departure) {
    leaveGroups(departure.userId());
    cutTies(departure.userId());
    if (departure.erase()) {
      erase(departure.userId());
    }
    store.end(departure.userId());
  }

  /// Ownership passes on, and the last one out ends the group. Direct conversations stay, for the
  /// other one.
  private void leaveGroups(String userId) {
    ConversationStore.ListCursor after = null;
    while (true) {
      var page = conversations.list(userId, after, PAGE);
      for (var listing : page) {
        if (!listing.conversation().isDirect()) {
          leave(userId, listing.conversation().id());
        }
      }
      if (page.size() < PAGE) {
        return;
      }
      var last = page.getLast();
      after = new ConversationStore.ListCursor(last.activeAt(), last.conversation().id());
    }
  }

  private void leave(String userId, String conversationId) {
    try {
      groups.leave(userId, conversationId);
    } catch (Refused refused) {
      if (refused.refusal() != Refusal.NOT_FOUND) { // removed meanwhile
        throw refused;
      }
    }
  }

  private void cutTies(String userId) {
    var now = clock.instant();
    for (var relation : relations.of(userId)) {
      relations.change(
          userId,
          relation.other(userId),
          seen -> Blocks.withoutTies(seen, userId, now).blocked(userId, null));
    }
  }

  /// In small batches, each message by itself, so that nobody who writes waits for it.
  private void erase(String userId) {
    for (var ids = store.messages(userId, PAGE);
        !ids.isEmpty();
        ids = store.messages(userId, PAGE)) {
      ids.forEach(tombstones::bury);
    }
  }
}
