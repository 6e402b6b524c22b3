package dev.parley.chat;

import org.jspecify.annotations.Nullable;

/// How long a conversation keeps its messages: a group's owner decides, in a direct conversation
/// either of the two. The decision is a notice in its log.
public final class Retention {
  static final int MOST_DAYS = 36_500;

  private final EntryLog log;
  private final ConversationStore conversations;
  private final Rosters rosters;
  private final Contacts contacts;

  public Retention(
      EntryLog log, ConversationStore conversations, Rosters rosters, Contacts contacts) {
    this.log = log;
    this.conversations = conversations;
    this.rosters = rosters;
    this.contacts = contacts;
  }

  /// Sets it; setting what is set has no effect.
  ///
  /// @param days null to keep them as long as the server does
  public void set(String userId, String conversationId, @Nullable Integer days) {
    if (days != null && (days < 1 || days > MOST_DAYS)) {
      throw Refused.invalid("days", "must be between 1 and " + MOST_DAYS);
    }
    var notice = Notice.ofGroup(Notice.Type.RETENTION_CHANGED, days == null ? "" : "" + days);
    while (true) {
      var conversation = conversations.conversation(conversationId);
      var roster = rosters.fresh(conversationId);
      var member = roster.member(userId);
      if (conversation == null || member == null) {
        throw Refused.notFound("Conversation");
      }
      if (!conversation.isDirect() && !Permission.SET_RETENTION.allows(member.role())) {
        throw new Refused(Refusal.FORBIDDEN, "Only the owner may do this");
      }
      contacts.requireAgreed(roster, userId);
      if (days == null ? conversation.retention() == null : days.equals(conversation.retention())) {
        return;
      }
      var draft =
          new Draft(conversationId, userId, notice, Messages.serverMade(), roster.memberRev());
      if (!(log.append(draft) instanceof EntryLog.Appended.RosterChanged)) {
        return;
      }
    }
  }
}
