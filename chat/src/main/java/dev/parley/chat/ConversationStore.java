package dev.parley.chat;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Conversations, who is in them, and each participant's mark and settings. What changes a group
/// after its creation comes through [EntryLog#append].
///
/// Like the log it tells what it committed before the caller resumes, in commit order within a
/// conversation: [ChatEvent.ConversationCreated], [ChatEvent.MarkMoved] and
/// [ChatEvent.SettingsChanged]. So nobody hears of an entry before its conversation, or of an older
/// mark after a newer one.
public interface ConversationStore {
  /// Creates it with its first members, or finds the one of that id: creating twice, also at once,
  /// is creating once. True if this call created it; then [ChatEvent.ConversationCreated] is told,
  /// in commit order. Members keep their order.
  boolean create(Conversation conversation, List<Member> members);

  /// Null for an unknown id, and for a deleted conversation.
  @Nullable Conversation conversation(String id);

  /// Empty, with memberRev 0, for an unknown id.
  Roster roster(String id);

  /// A user's conversations, newest activity first.
  ///
  /// @param after where the page before ended, null for the first
  List<Listing> list(String userId, @Nullable ListCursor after, int limit);

  /// Of the conversations these users are in, those whose log changed at or after `since`, with the
  /// newest numbers of their logs. Asked for many users at once.
  Map<String, Position> writtenSince(Collection<String> userIds, Instant since);

  /// One of them; null unless a participant.
  @Nullable Listing listing(String userId, String conversationId);

  /// Ids of the users a user shares a conversation with, from direct conversations and from groups
  /// of at most `groupSize` members.
  List<String> companions(String userId, int groupSize);

  /// Moves a mark forward to min(seq, head), never back; null unless a participant. Answers the
  /// mark as it is now; tells it only if it moved.
  @Nullable ReadMark advance(String userId, String conversationId, long seq, Instant now);

  /// Null unless a participant.
  @Nullable ReadMark mark(String userId, String conversationId);

  /// Nothing happens unless a participant.
  void keep(String userId, String conversationId, Settings settings);

  /// End of a page of the list.
  record ListCursor(Instant activeAt, String conversationId) {}
}
