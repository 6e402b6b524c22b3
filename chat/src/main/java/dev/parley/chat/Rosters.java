package dev.parley.chat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Rosters, kept in memory for the conversations used last. A kept one may be behind; whoever holds
/// an entry asks with its memberRev and gets one that is not.
public final class Rosters {
  private static final int KEPT = 10_000;

  private final ConversationStore conversations;

  @SuppressWarnings("serial") // never serialized
  private final Map<String, Roster> kept =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Roster> eldest) {
          return size() > KEPT;
        }
      };

  public Rosters(ConversationStore conversations) {
    this.conversations = conversations;
  }

  public Roster of(String conversationId) {
    return atLeast(conversationId, 0);
  }

  /// The roster as of `memberRev` or later.
  public Roster atLeast(String conversationId, long memberRev) {
    var known = known(conversationId);
    if (known != null && known.memberRev() >= memberRev) {
      return known;
    }
    return keep(conversations.roster(conversationId));
  }

  /// The roster as the store has it now.
  Roster fresh(String conversationId) {
    return keep(conversations.roster(conversationId));
  }

  private @Nullable Roster known(String conversationId) {
    synchronized (kept) {
      return kept.get(conversationId);
    }
  }

  /// Two loads may cross: the newer one stays. An empty one may be of a conversation that is yet to
  /// come, so it is not kept.
  private Roster keep(Roster loaded) {
    synchronized (kept) {
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
}
