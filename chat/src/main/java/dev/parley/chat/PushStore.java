package dev.parley.chat;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which browsers take pushes. A session's subscriptions end with it, in [SessionStore#remove] and
/// [SessionStore#removeExpired]; a user's with the account, in [UserStore#remove].
public interface PushStore {
  /// A subscription of a participant.
  ///
  /// @param readSeq the last entry its user has read
  /// @param muted whether its user has muted the conversation
  record Reader(PushSubscription subscription, long readSeq, boolean muted) {}

  /// Keeps it, in the stead of one with the same id, whoever had that. Of its user's the `most`
  /// newest are kept.
  void put(PushSubscription subscription, int most);

  /// Nothing happens unless it is the user's.
  void remove(String userId, String id);

  /// A user's, newest first.
  List<PushSubscription> of(String userId);

  /// Those of participants whose read mark is before an entry.
  List<Reader> readersBefore(String conversationId, long seq);

  /// The key that all nodes sign pushes with, as it was kept first.
  ///
  /// @param made kept if there is none; null to look only
  @Nullable String key(@Nullable String made);
}
