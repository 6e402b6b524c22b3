package dev.parley.chat;

import java.time.InstantSource;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Who may reach whom: what sending, opening a conversation and adding to a group ask first.
/// Whoever wants to be asked gets one message from a stranger, and invitations to groups from all
/// but friends.
public final class Contacts {
  private final Relations relations;
  private final StrangerStore choices;
  private final GroupInvitationStore invitations;
  private final Strangers usual;
  private final InstantSource clock;

  /// @param usual for those who have chosen nothing
  public Contacts(
      Relations relations,
      StrangerStore choices,
      GroupInvitationStore invitations,
      Strangers usual,
      InstantSource clock) {
    this.relations = relations;
    this.choices = choices;
    this.invitations = invitations;
    this.usual = usual;
    this.clock = clock;
  }

  public Strangers choice(String userId) {
    return choices.choices(List.of(userId)).getOrDefault(userId, usual);
  }

  public void choose(String userId, Strangers choice) {
    choices.choose(userId, choice);
  }

  /// Whether a member may write in a conversation; anybody in a group. Costs nothing but a look
  /// into memory unless consent is open. The receiver gives it by writing; the stranger has one
  /// message, known by its clientMessageId, so that repeating it is no second one.
  void requireMayWrite(Roster roster, String senderId, String clientMessageId) {
    var relation = relations.ofDirect(roster);
    if (relation == null) {
      return;
    }
    Blocks.requireNone(relation, senderId);
    var contact = relation.contact();
    if (contact != null && contact.isOpen()) {
      relations.change(
          relation.lowId(), relation.highId(), seen -> written(seen, senderId, clientMessageId));
    }
  }

  private static Relation written(Relation seen, String senderId, String clientMessageId) {
    Blocks.requireNone(seen, senderId);
    var contact = seen.contact();
    if (contact == null || !contact.isOpen()) {
      return seen;
    }
    if (contact.receiverId().equals(senderId)) {
      return seen.with(contact.with(Contact.State.ACCEPTED));
    }
    if (contact.state() == Contact.State.ASKED) {
      if (contact.opening() == null) {
        return seen.with(contact.opened(clientMessageId));
      }
      if (contact.opening().equals(clientMessageId)) {
        return seen;
      }
    }
    throw new Refused(Refusal.CONSENT_REQUIRED, "This user has not yet agreed to hear from you");
  }

  /// Whether a member may decide something for both of a direct conversation; anybody in a group.
  void requireAgreed(Roster roster, String userId) {
    var relation = relations.ofDirect(roster);
    if (relation != null) {
      Blocks.requireNone(relation, userId);
      var contact = relation.contact();
      if (contact != null && contact.isOpen()) {
        throw new Refused(Refusal.CONSENT_REQUIRED, "This conversation is not accepted yet");
      }
    }
  }

  /// Before a direct conversation is begun; asks for consent where it is needed.
  void begin(String userId, String otherId) {
    var asks = choice(otherId) == Strangers.ASK;
    relations.change(
        userId,
        otherId,
        seen -> {
          Blocks.requireNone(seen, userId);
          return asks && !seen.areFriends() && seen.contact() == null
              ? seen.with(new Contact(otherId, Contact.State.ASKED, null))
              : seen;
        });
  }

  /// Before a direct conversation is opened that is there: who had declined it wants it after all.
  void reopen(String userId, String otherId) {
    var contact = relations.between(userId, otherId).contact();
    if (contact != null
        && contact.state() == Contact.State.DECLINED
        && contact.receiverId().equals(userId)) {
      answer(userId, otherId, Contact.State.ACCEPTED);
    }
  }

  /// Answers the question for consent. Only the one who was asked may; answering the same twice has
  /// no effect, and what was accepted can't be declined.
  void answer(String userId, String otherId, Contact.State state) {
    relations.change(
        userId,
        otherId,
        seen -> {
          var contact = seen.contact();
          if (contact == null || !contact.receiverId().equals(userId)) {
            throw new Refused(Refusal.FORBIDDEN, "You were not asked");
          }
          if (contact.state() == Contact.State.ACCEPTED && state == Contact.State.DECLINED) {
            throw new Refused(Refusal.FORBIDDEN, "You have accepted this conversation");
          }
          return seen.with(contact.with(state));
        });
  }

  /// Whether these may be added to a group by this user, if only by invitation.
  void requireMayAdd(String userId, Collection<String> addedIds) {
    if (!Collections.disjoint(relations.circle(userId).blockers(), addedIds)) {
      throw new Refused(Refusal.BLOCKED, "You can't add a user who has blocked you");
    }
  }

  /// Those among these whom this user may only invite to a group.
  Set<String> toBeInvited(String userId, Collection<String> addedIds) {
    var chosen = choices.choices(addedIds);
    var asking = new LinkedHashSet<String>();
    for (var id : addedIds) {
      if (chosen.getOrDefault(id, usual) == Strangers.ASK) {
        asking.add(id);
      }
    }
    if (!asking.isEmpty()) {
      asking.removeAll(relations.circle(userId).friends());
    }
    return asking;
  }

  void invite(String userId, String conversationId, Collection<String> invitedIds) {
    for (var id : invitedIds) {
      invitations.add(new GroupInvitation(conversationId, id, userId, clock.instant()));
    }
  }

  /// True if there was an invitation to take back.
  boolean uninvite(String conversationId, String userId) {
    return invitations.take(conversationId, userId) != null;
  }
}
