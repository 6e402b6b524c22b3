package dev.parley.gateway;

import dev.parley.chat.ConversationStore;
import dev.parley.chat.Entry;
import dev.parley.chat.MemberRole;
import dev.parley.chat.Notice;
import dev.parley.chat.Roster;
import dev.parley.socketio.Encoded;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/// Pushes of a conversation's log and of the conversation itself. Runs in the conversation's lane.
final class EntryPushes {
  private final SocketDirectory directory;
  private final UseCases chat;
  private final ConversationStore conversations;
  private final Views views;

  EntryPushes(
      SocketDirectory directory, UseCases chat, ConversationStore conversations, Views views) {
    this.directory = directory;
    this.chat = chat;
    this.conversations = conversations;
    this.views = views;
  }

  /// To the members as of this entry or later: whoever was removed before it, or since, gets it no
  /// more.
  void committed(Entry entry, boolean created) {
    var roster = chat.rosters().atLeast(entry.conversationId(), entry.position().memberRev());
    var notice = created && entry.body() instanceof Notice said ? said : null;
    if (notice != null) {
      beforeNotice(entry, notice, roster);
    }
    directory.sendToMembers(roster, event(entry, created), views.message(entry));
    if (notice != null) {
      afterNotice(entry, notice, roster);
    }
  }

  private static String event(Entry entry, boolean created) {
    if (!created) {
      return "message_updated";
    }
    return entry.body() instanceof Notice ? "new_notice" : "new_message";
  }

  /// What [#committed] sends of an entry itself.
  Encoded encode(Entry entry, boolean created) {
    return directory.encode(event(entry, created), views.message(entry));
  }

  /// Whoever was added learns of the conversation before its entries.
  private void beforeNotice(Entry entry, Notice notice, Roster roster) {
    if (notice.type() == Notice.Type.MEMBER_ADDED) {
      tell("conversation_created", entry.conversationId(), notice.userIds());
      for (var userId : notice.userIds()) {
        var member = roster.member(userId);
        var role = member == null ? MemberRole.MEMBER : member.role();
        directory.sendToMembers(
            roster,
            "participant_added",
            new Pushed.Participant(
                entry.conversationId(), userId, role.name().toLowerCase(Locale.ROOT)));
      }
    }
  }

  private void afterNotice(Entry entry, Notice notice, Roster roster) {
    switch (notice.type()) {
      case MEMBER_REMOVED, MEMBER_LEFT -> {
        notice.userIds().forEach(userId -> removed(entry.conversationId(), userId, roster));
        if (notice.detail().equals(MemberRole.OWNER.name())) {
          tell("conversation_updated", entry.conversationId(), roster.userIds());
        }
      }
      case RENAMED, AVATAR_CHANGED, RETENTION_CHANGED ->
          tell("conversation_updated", entry.conversationId(), roster.userIds());
      case DELETED -> {
        notice.userIds().forEach(userId -> stopViewing(entry.conversationId(), userId));
        directory.sendToUsers(
            notice.userIds(), "conversation_deleted", new Pushed.Deleted(entry.conversationId()));
      }
      case MEMBER_ADDED, ROLE_CHANGED -> {}
    }
  }

  private void removed(String conversationId, String userId, Roster roster) {
    var gone = new Pushed.Participant(conversationId, userId, null);
    directory.sendToMembers(roster, "participant_removed", gone);
    departed(conversationId, userId, roster);
  }

  /// Says it to the one who is no member, and to nobody who is one again.
  void departed(String conversationId, String userId, Roster roster) {
    if (!roster.contains(userId)) {
      stopViewing(conversationId, userId);
      directory.sendToUsers(
          List.of(userId),
          "participant_removed",
          new Pushed.Participant(conversationId, userId, null));
    }
  }

  private void stopViewing(String conversationId, String userId) {
    directory.of(userId).forEach(client -> client.stopViewing(conversationId, chat.presence()));
  }

  void conversationCreated(String conversationId, List<String> userIds) {
    tell("conversation_created", conversationId, userIds);
  }

  void settingsChanged(String conversationId, String userId) {
    tell("conversation_updated", conversationId, List.of(userId));
  }

  /// To each user the conversation as their own list shows it; to nobody who has left meanwhile.
  private void tell(String event, String conversationId, Collection<String> userIds) {
    for (var userId : userIds) {
      var listing = directory.has(userId) ? conversations.listing(userId, conversationId) : null;
      if (listing != null) {
        directory.sendToUsers(List.of(userId), event, views.conversation(listing));
      }
    }
  }
}
