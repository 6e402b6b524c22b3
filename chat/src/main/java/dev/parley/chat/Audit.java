package dev.parley.chat;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Who of the administrators did what. An act is recorded once nothing refuses it any more and
/// before it is done, so that none is without its record.
public final class Audit {
  /// Whoever gives commands on the server's own machine.
  public static final String COMMAND_LINE = "0";

  private final AuditStore store;
  private final UserStore users;
  private final InstantSource clock;

  public Audit(AuditStore store, UserStore users, InstantSource clock) {
    this.store = store;
    this.users = users;
    this.clock = clock;
  }

  /// Durable on return.
  ///
  /// @param adminId a user, or [#COMMAND_LINE]
  /// @param act such as `user.kick`
  /// @param details what else there is to say; of secrets nothing
  public void record(
      String adminId, String act, AuditEntry.Target target, Map<String, String> details) {
    var now = clock.instant();
    store.add(new AuditEntry(Ids.at(now), now, adminId, nameOf(adminId), act, target, details));
  }

  private String nameOf(String adminId) {
    if (adminId.equals(COMMAND_LINE)) {
      return "command line";
    }
    var user = users.users(List.of(adminId)).get(adminId);
    return user == null ? "" : user.username();
  }

  /// Newest first; see [AuditStore#newest].
  public List<AuditEntry> newest(@Nullable String beforeId, int limit) {
    return store.newest(beforeId, limit);
  }
}
