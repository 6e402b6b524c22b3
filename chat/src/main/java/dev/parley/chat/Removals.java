package dev.parley.chat;

import java.util.Map;

/// What administrators take away: each act is in the audit log.
public final class Removals {
  private final Audit audit;
  private final EntryLog log;
  private final Tombstones tombstones;
  private final Groups groups;

  public Removals(Audit audit, EntryLog log, Tombstones tombstones, Groups groups) {
    this.audit = audit;
    this.log = log;
    this.tombstones = tombstones;
    this.groups = groups;
  }

  /// Makes a message a tombstone.
  public void message(String adminId, String messageId) {
    var entry = log.entry(messageId);
    if (entry == null || !entry.isLiveMessage()) {
      throw Refused.notFound("Message");
    }
    audit.record(
        adminId,
        "message.remove",
        AuditEntry.Target.message(messageId),
        Map.of("conversationId", entry.conversationId(), "senderId", entry.senderId()));
    if (tombstones.bury(messageId) == null) {
      throw Refused.notFound("Message");
    }
  }

  /// Takes a member out of a group, its owner too: then ownership passes on.
  public void member(String adminId, String conversationId, String userId) {
    groups.expel(
        adminId,
        conversationId,
        userId,
        () ->
            audit.record(
                adminId,
                "conversation.remove_member",
                AuditEntry.Target.conversation(conversationId),
                Map.of("userId", userId)));
  }
}
