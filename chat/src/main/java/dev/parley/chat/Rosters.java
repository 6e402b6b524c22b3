package dev.parley.chat;

/// Rosters, kept in memory for the conversations used last. A kept one may be behind; whoever holds
/// an entry asks with its memberRev and gets one that is not.
public final class Rosters {
  private static final int KEPT = 10_000;

  private final ConversationStore conversations;

  private final Lru<String, Roster> kept = new Lru<>(KEPT);

  public Rosters(ConversationStore conversations) {
    this.conversations = conversations;
  }

  public Roster of(String conversationId) {
    return atLeast(conversationId, 0);
  }

  /// The roster as of `memberRev` or later.
  public Roster atLeast(String conversationId, long memberRev) {
    var known = kept.get(conversationId);
    if (known != null && known.memberRev() >= memberRev) {
      return known;
    }
    return keep(conversations.roster(conversationId));
  }

  /// From here on what is asked for is read from the store.
  public void forgetAll() {
    kept.clear();
  }

  /// The roster as the store has it now.
  Roster fresh(String conversationId) {
    return keep(conversations.roster(conversationId));
  }

  /// Two loads may cross: the newer one stays. An empty one may be of a conversation that is yet to
  /// come, so it is not kept.
  private Roster keep(Roster loaded) {
    if (loaded.members().isEmpty()) {
      kept.remove(loaded.conversationId());
      return loaded;
    }
    return kept.merge(
        loaded.conversationId(),
        loaded,
        (old, fresh) -> old.memberRev() > fresh.memberRev() ? old : fresh);
  }
}
