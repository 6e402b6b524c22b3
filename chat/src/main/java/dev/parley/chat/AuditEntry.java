package dev.parley.chat;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// One act of an administrator, as it stands in the audit log for good.
///
/// @param adminName as it was then
/// @param act such as `user.kick`: what it was done to, and what was done
/// @param details what else there is to say of it, in that order
public record AuditEntry(
    String id,
    Instant at,
    String adminId,
    String adminName,
    String act,
    Target target,
    Map<String, String> details) {
  public AuditEntry {
    details = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(details));
  }

  /// What an act was done to.
  ///
  /// @param type such as `user`
  public record Target(String type, String id) {
    public static Target user(String id) {
      return new Target("user", id);
    }

    public static Target conversation(String id) {
      return new Target("conversation", id);
    }

    public static Target message(String id) {
      return new Target("message", id);
    }
  }
}
