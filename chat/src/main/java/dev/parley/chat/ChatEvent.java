package dev.parley.chat;

import java.time.Instant;
import java.util.List;

/// What others are told at once. Losing one is never losing data: the store has it, and sync brings
/// it.
public sealed interface ChatEvent {
  /// A change of a conversation's log: a new entry (`created`), or an edit or deletion of one.
  ///
  /// @param lastSeq the highest place in the log as of this change
  record EntryCommitted(Entry entry, boolean created, long lastSeq) implements ChatEvent {}

  /// A conversation came to be. Published before its first entry.
  record ConversationCreated(Conversation conversation, List<String> userIds)
      implements ChatEvent {}

  /// A read mark moved.
  record MarkMoved(String conversationId, String userId, ReadMark mark) implements ChatEvent {}

  /// A participant's devices have the entries up to there. Stored a little later.
  record DeliveredMoved(String conversationId, String userId, long seq) implements ChatEvent {}

  /// How a participant keeps a conversation changed: for their own devices.
  record SettingsChanged(String conversationId, String userId) implements ChatEvent {}

  /// A user came online, or went offline two seconds after their last socket.
  record PresenceChanged(String userId, boolean online, Instant at) implements ChatEvent {}

  /// A user's first socket began viewing a conversation, or their last one stopped.
  record ViewerChanged(String conversationId, String userId, boolean viewing)
      implements ChatEvent {}

  /// A session ended: its access tokens are refused from now on and its sockets must go.
  record SessionEnded(String sessionId, String userId) implements ChatEvent {}

  /// What two users are to each other changed.
  record RelationChanged(Relation before, Relation after) implements ChatEvent {}

  /// Somebody was invited to a group.
  record Invited(GroupInvitation invitation) implements ChatEvent {}

  /// An administrator closes all of a user's sockets. Their sessions stay valid.
  record UserKicked(String userId) implements ChatEvent {}

  /// What others see of a user changed: whoever keeps it in memory forgets it.
  record UserChanged(String userId) implements ChatEvent {}

  /// An administrator's words to those of a conversation who are online; kept nowhere.
  record Broadcast(String conversationId, String id, String text, Instant at)
      implements ChatEvent {}
}
