package dev.parley.mongo;

import dev.parley.chat.Entry;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a log asks of the collection it is kept in. Everything read is what a majority has. Reads
/// throw [dev.parley.chat.Refused] UNAVAILABLE when nobody answers in time.
interface Documents {
  /// What became of a write.
  sealed interface Outcome {
    /// A majority has all of it.
    record Done() implements Outcome {}

    /// A majority has what is before that index; there a unique index was in the way, and nothing
    /// from there on was written.
    record Taken(int index) implements Outcome {}

    /// Of a replacement: the entry is another one than was seen.
    record Missed() implements Outcome {}

    /// It may have happened, may still happen, or may be undone.
    record Unknown(RuntimeException cause) implements Outcome {}
  }

  /// The same, where no call takes longer than is left.
  Documents within(Patience.Left left);

  /// Inserts in that order, up to the first that is refused.
  Outcome insert(List<Logged> entries);

  /// Puts `next` in the place of its own older version, which must have `seenRev` and be no
  /// tombstone.
  Outcome replace(long seenRev, Logged next);

  /// Null for an unknown conversation.
  @Nullable Head head(String conversationId);

  @Nullable Logged byClientMessageId(
      String conversationId, String senderId, String clientMessageId);

  @Nullable Logged byId(String id);

  /// Entries with rev > `sinceRev`, oldest change first.
  List<Entry> changed(String conversationId, long sinceRev, int limit);

  /// How many messages are pinned, counted up to [dev.parley.chat.Pins#MOST].
  long pinned(String conversationId);

  /// How many messages a user has written up to and including a place.
  long sentUpTo(String conversationId, String userId, long seq);
}
