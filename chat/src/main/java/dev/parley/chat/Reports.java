package dev.parley.chat;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Complaints, and what administrators make of them.
public final class Reports {
  static final int REASON_LENGTH = 1_000;

  /// A report that was asked for.
  ///
  /// @param fresh false when the reporter has an open one of this target: that one
  public record Filed(Report report, boolean fresh) {}

  private final ReportStore store;
  private final UserStore users;
  private final Messages messages;
  private final Conversations conversations;
  private final Audit audit;
  private final InstantSource clock;

  public Reports(
      ReportStore store,
      UserStore users,
      Messages messages,
      Conversations conversations,
      Audit audit,
      InstantSource clock) {
    this.store = store;
    this.users = users;
    this.messages = messages;
    this.conversations = conversations;
    this.audit = audit;
    this.clock = clock;
  }

  /// Notes what no reason may be.
  public static void checkReason(Checks checks, @Nullable String reason) {
    checks.length("reason", reason, 1, REASON_LENGTH);
  }

  /// Reports what one may see: a user, a message one may read, a conversation one is in.
  public Filed file(String userId, Report.Target target, String reason) {
    var checks = new Checks();
    checkReason(checks, reason);
    checks.refuseIfAny();
    var evidence = evidence(userId, target);
    var now = clock.instant();
    var report = new Report(Ids.at(now), userId, target, reason, evidence, now, null);
    var stored = store.add(report);
    return new Filed(stored, stored.id().equals(report.id()));
  }

  private Report.@Nullable Evidence evidence(String userId, Report.Target target) {
    return switch (target.kind()) {
      case USER -> {
        requireUser(userId, target.id());
        yield null;
      }
      case CONVERSATION -> {
        conversations.roster(userId, target.id());
        yield null;
      }
      case MESSAGE -> {
        var entry = messages.get(userId, target.id());
        var text = entry.body() instanceof Message message ? message.text() : null;
        yield new Report.Evidence(entry.conversationId(), entry.senderId(), text);
      }
    };
  }

  private void requireUser(String userId, String targetId) {
    if (targetId.equals(userId)) {
      throw Refused.invalid("userId", "must be another user");
    }
    if (users.byId(targetId) == null) {
      throw Refused.notFound("User");
    }
  }

  /// The newest first; see [ReportStore#newest].
  public List<Report> newest(Report.Status status, @Nullable String beforeId, int limit) {
    return store.newest(status, beforeId, limit);
  }

  /// Says how it ended; a later word takes the place of an earlier one.
  public Report close(
      String adminId, String reportId, Report.Status status, @Nullable String note) {
    new Checks().atMost("note", note, REASON_LENGTH).refuseIfAny();
    if (status == Report.Status.OPEN) {
      throw Refused.invalid("status", "must be resolved or dismissed");
    }
    var report = store.report(reportId);
    if (report == null) {
      throw Refused.notFound("Report");
    }
    audit.record(
        adminId,
        "report.close",
        new AuditEntry.Target("report", reportId),
        note == null
            ? Map.of("status", status.word())
            : Map.of("status", status.word(), "note", note));
    var closed = report.closed(new Report.Outcome(status, adminId, note, clock.instant()));
    store.close(closed);
    return closed;
  }
}
