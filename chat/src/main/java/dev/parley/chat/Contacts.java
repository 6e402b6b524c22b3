package dev.parley.chat;

import java.util.Collection;
import java.util.Collections;

/// Who may reach whom: what sending, opening a conversation and adding to a group ask first.
public final class Contacts {
  private final Relations relations;

  public Contacts(Relations relations) {
    this.relations = relations;
  }

  /// Whether a member may write in a conversation; anybody in a group.
  void requireMayWrite(Roster roster, String senderId) {
    var relation = relations.ofDirect(roster);
    if (relation != null) {
      Blocks.requireNone(relation, senderId);
    }
  }

  /// Whether a direct conversation may be begun.
  void requireMayOpen(String userId, String otherId) {
    Blocks.requireNone(relations.between(userId, otherId), userId);
  }

  /// Whether these may be added to a group by this user.
  void requireMayAdd(String userId, Collection<String> addedIds) {
    if (!Collections.disjoint(relations.circle(userId).blockers(), addedIds)) {
      throw new Refused(Refusal.BLOCKED, "You can't add a user who has blocked you");
    }
  }
}
