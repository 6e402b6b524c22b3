package dev.parley.gateway;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.parley.chat.AuditEntry;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An entry of the audit log.
///
/// @param adminId a user, or `0` for the server's command line
/// @param adminName as it was then
/// @param act such as `user.kick`
/// @param targetType such as `user`
public record AuditView(
    String id,
    Instant at,
    String adminId,
    String adminName,
    String act,
    String targetType,
    String targetId,
    Map<String, String> details) {

  /// A page, newest first.
  ///
  /// @param nextCursor where the next page begins, left out on the last one
  public record Page(
      List<AuditView> entries,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String nextCursor) {}

  public static Page page(List<AuditEntry> entries, int limit) {
    return new Page(
        entries.stream().map(AuditView::of).toList(),
        entries.size() < limit ? null : entries.getLast().id());
  }

  private static AuditView of(AuditEntry entry) {
    return new AuditView(
        entry.id(),
        entry.at(),
        entry.adminId(),
        entry.adminName(),
        entry.act(),
        entry.target().type(),
        entry.target().id(),
        entry.details());
  }
}
