package dev.parley.gateway;

import dev.parley.chat.Refused;
import dev.parley.chat.Report;
import dev.parley.chat.Reports;
import java.util.ArrayList;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Reads the bodies about reports.
public final class ReportCommands {
  private ReportCommands() {}

  /// A report to be filed.
  public record NewReport(Report.Target target, String reason) {}

  /// How a report ended.
  public record Closing(Report.Status status, @Nullable String note) {}

  /// Exactly one of userId, messageId and conversationId.
  public static NewReport newReport(Fields fields) {
    var targets = new ArrayList<Report.Target>();
    for (var kind : Report.Kind.values()) {
      var id = fields.optionalId(kind.word() + "Id");
      if (id != null) {
        targets.add(new Report.Target(kind, id));
      }
    }
    if (targets.size() != 1) {
      fields.refuse("userId", "exactly one of userId, messageId and conversationId must be given");
    }
    var reason = fields.requiredText("reason");
    fields.refuseIfAny(checks -> Reports.checkReason(checks, reason));
    return new NewReport(targets.getFirst(), reason);
  }

  public static Closing closing(Fields fields) {
    var status = fields.requiredText("status");
    var note = fields.text("note");
    if (!status.equals("resolved") && !status.equals("dismissed")) {
      fields.refuse("status", "must be resolved or dismissed");
    }
    fields.refuseIfAny();
    return new Closing(Report.Status.valueOf(status.toUpperCase(Locale.ROOT)), note);
  }

  /// The status a list is asked for; open ones unless another is named.
  public static Report.Status status(@Nullable String status) {
    return switch (status) {
      case null -> Report.Status.OPEN;
      case "open" -> Report.Status.OPEN;
      case "resolved" -> Report.Status.RESOLVED;
      case "dismissed" -> Report.Status.DISMISSED;
      default -> throw Refused.invalid("status", "must be open, resolved or dismissed");
    };
  }
}
