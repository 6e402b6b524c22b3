package dev.parley.chat;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The logs of all conversations. Numbers come from the insert: an entry takes the place after the
/// head, the unique indexes (conversation, seq) and (conversation, rev) are the lock, and one row
/// is the whole commit.
///
/// What returns from [#append] and [#replace] is durable. The store tells every commit to its
/// [Events] as [ChatEvent.EntryCommitted], in commit order within a conversation and before the
/// caller resumes.
public interface EntryLog {
  /// How an append ended.
  sealed interface Appended {
    /// Stored under new numbers.
    record Stored(Entry entry) implements Appended {}

    /// The sender's clientMessageId was stored before: that entry as it is now. Told to nobody
    /// again.
    record Repeated(Entry entry) implements Appended {}

    /// Nothing stored: the roster has changed since the one the draft was checked against.
    record RosterChanged(long memberRev) implements Appended {}
  }

  /// How a change ended.
  sealed interface Replaced {
    record Stored(Entry entry) implements Replaced {}

    /// Nothing stored: the entry is another one than was seen, or a tombstone. Read it again.
    record Missed() implements Replaced {}

    /// Nothing stored: the roster has changed since the one the change was checked against.
    record RosterChanged(long memberRev) implements Replaced {}
  }

  /// Instead of a roster's memberRev: the change is right whoever is in the conversation.
  long ANY_ROSTER = -1;

  /// Which entries a page is made of.
  enum Scope {
    LIVE_MESSAGES,
    ALL
  }

  /// Stores a draft at the head. A repeated clientMessageId is answered before the roster is
  /// compared. A notice changes the conversation, its roster and the joining members' read marks in
  /// the same commit, by [Roster#after]. createdAt is max(now, previous + 1 ms). Throws [Refused]
  /// with [Refusal#NOT_FOUND] for an unknown conversation.
  Appended append(Draft draft);

  /// Compare-and-set: stores `changed` (same id, seq and numbers) under the conversation's next rev
  /// if the stored entry still has `seenRev` and is no tombstone, and the log the `memberRev` of
  /// the roster that the change was checked against. When editedAt changes, the text before is kept
  /// for [#edits]; a deletion forgets all of them. Who is mentioned is counted by
  /// [ReadMark#mentions] from the same commit on. Pinning is refused by [Pins#requireRoom] of the
  /// pins there are at the rev it would take, so that those who pin at once can't exceed it.
  Replaced replace(long seenRev, Entry changed, long memberRev);

  @Nullable Entry entry(String id);

  @Nullable Entry byClientMessageId(String conversationId, String senderId, String clientMessageId);

  /// Entries with seq < `beforeSeq`, newest first.
  List<Entry> older(String conversationId, long beforeSeq, int limit, Scope scope);

  /// Entries with seq > `afterSeq`, oldest first.
  List<Entry> newer(String conversationId, long afterSeq, int limit, Scope scope);

  /// Entries of every kind with rev > `sinceRev`, oldest change first.
  List<Entry> changed(String conversationId, long sinceRev, int limit);

  /// What a message said before, oldest first.
  List<Edit> edits(String id);

  /// The pinned messages, the one pinned last first.
  List<Entry> pinned(String conversationId);

  /// The newest numbers; all 0 for an empty log. `rev` is the highest of any entry.
  Position head(String conversationId);

  /// The newest numbers of many logs at once; a conversation may be left out that has none.
  default Map<String, Position> heads(Collection<String> conversationIds) {
    var heads = new HashMap<String, Position>();
    conversationIds.forEach(id -> heads.put(id, head(id)));
    return heads;
  }
}
