package dev.parley.chat;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where the audit log is kept. Entries are added and read, never changed.
public interface AuditStore {
  /// Durable on return.
  void add(AuditEntry entry);

  /// Newest first, in the order they were added.
  ///
  /// @param beforeId the last one of the page before, null for the first page; after an unknown one
  ///   comes nothing
  List<AuditEntry> newest(@Nullable String beforeId, int limit);
}
