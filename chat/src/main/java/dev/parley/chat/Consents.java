package dev.parley.chat;

import java.util.List;

/// Answering strangers: their invitations to groups, and their wish to write directly.
public final class Consents {
  private final GroupInvitationStore store;
  private final Contacts contacts;
  private final Relations relations;
  private final ConversationStore conversations;
  private final Groups groups;

  public Consents(
      GroupInvitationStore store,
      Contacts contacts,
      Relations relations,
      ConversationStore conversations,
      Groups groups) {
    this.store = store;
    this.contacts = contacts;
    this.relations = relations;
    this.conversations = conversations;
    this.groups = groups;
  }

  /// An invitation and the group it is to.
  public record Open(GroupInvitation invitation, Conversation group) {}

  /// Newest first; none to groups that are gone, and none of those who are kept out.
  public List<Open> list(String userId) {
    var blocked = relations.circle(userId).blocked();
    return store.of(userId).stream()
        .filter(invitation -> !blocked.contains(invitation.byUserId()))
        .<Open>mapMulti((invitation, open) -> {
          var group = conversations.conversation(invitation.conversationId());
          if (group != null) {
            open.accept(new Open(invitation, group));
          }
        })
        .toList();
  }

  /// Joins a group one is invited to, or lets a stranger write.
  public void accept(String userId, String conversationId) {
    var invitation = store.take(conversationId, userId);
    if (invitation == null) {
      contacts.answer(userId, otherOf(userId, conversationId), Contact.State.ACCEPTED);
      return;
    }
    try {
      groups.join(invitation);
    } catch (Refused refused) {
      if (refused.refusal() != Refusal.NOT_FOUND) {
        store.add(invitation);
      }
      throw refused;
    }
  }

  /// Stays out of a group, or keeps a stranger out.
  public void decline(String userId, String conversationId) {
    if (store.take(conversationId, userId) == null) {
      contacts.answer(userId, otherOf(userId, conversationId), Contact.State.DECLINED);
    }
  }

  private String otherOf(String userId, String conversationId) {
    var listing = conversations.listing(userId, conversationId);
    if (listing == null) {
      throw Refused.notFound("Invitation");
    }
    if (listing.otherUserId() == null) {
      throw new Refused(Refusal.FORBIDDEN, "You are in this group already");
    }
    return listing.otherUserId();
  }
}
