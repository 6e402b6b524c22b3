package dev.parley.chat;

import java.util.List;
import java.util.Map;

/// What messages said before they were edited, for administrators: each look is in the audit log.
public final class EditHistory {
  private final EntryLog log;
  private final Audit audit;

  public EditHistory(EntryLog log, Audit audit) {
    this.log = log;
    this.audit = audit;
  }

  /// Oldest first; a deleted message has none and is not found.
  public List<Edit> of(String adminId, String messageId) {
    var entry = log.entry(messageId);
    if (entry == null || !entry.isLiveMessage()) {
      throw Refused.notFound("Message");
    }
    audit.record(adminId, "message.edits", AuditEntry.Target.message(messageId), Map.of());
    return log.edits(messageId);
  }
}
