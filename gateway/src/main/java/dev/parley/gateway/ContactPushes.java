package dev.parley.gateway;

import dev.parley.chat.ChatEvent.RelationChanged;
import dev.parley.chat.Contact;
import dev.parley.chat.ConversationStore;
import dev.parley.chat.GroupInvitation;
import java.util.List;

/// Pushes of consent asked for and given. Runs in the conversation's lane.
final class ContactPushes {
  private final SocketDirectory directory;
  private final ConversationStore conversations;
  private final Views views;

  ContactPushes(SocketDirectory directory, ConversationStore conversations, Views views) {
    this.directory = directory;
    this.conversations = conversations;
    this.views = views;
  }

  void invited(GroupInvitation invitation) {
    var group = conversations.conversation(invitation.conversationId());
    if (group != null) {
      directory.sendToUsers(
          List.of(invitation.userId()),
          "conversation_invited",
          new Pushed.Invited(group.id(), group.name(), invitation.byUserId()));
    }
  }

  /// Only the answers: that consent is asked for is seen by the conversation that comes with it.
  void changed(RelationChanged changed) {
    var before = changed.before().contact();
    var after = changed.after().contact();
    if (before == null || after == null || before.state() == after.state()) {
      return;
    }
    var id = changed.after().id();
    if (after.state() == Contact.State.DECLINED) {
      directory.sendToUsers(
          List.of(after.receiverId()), "conversation_deleted", new Pushed.Deleted(id));
      return;
    }
    var wasGone = before.state() == Contact.State.DECLINED;
    tell(wasGone ? "conversation_created" : "conversation_updated", id, after.receiverId());
    tell("conversation_updated", id, changed.after().other(after.receiverId()));
  }

  private void tell(String event, String conversationId, String userId) {
    var listing = directory.has(userId) ? conversations.listing(userId, conversationId) : null;
    if (listing != null) {
      directory.sendToUsers(List.of(userId), event, views.conversation(listing));
    }
  }
}
