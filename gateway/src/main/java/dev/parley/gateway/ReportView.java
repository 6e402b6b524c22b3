package dev.parley.gateway;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.parley.chat.Report;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A report, as administrators see it.
///
/// @param targetType `user`, `message` or `conversation`
/// @param conversationId with `authorId` and `text` a copy of the message, as it was then
/// @param status `open`, `resolved` or `dismissed`
/// @param closedBy an administrator
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ReportView(
    String id,
    String reporterId,
    String targetType,
    String targetId,
    String reason,
    @Nullable String conversationId,
    @Nullable String authorId,
    @Nullable String text,
    String status,
    Instant createdAt,
    @Nullable String closedBy,
    @Nullable String note,
    @Nullable Instant closedAt) {

  /// A page, newest first.
  ///
  /// @param nextCursor where the next page begins, left out on the last one
  public record Page(
      List<ReportView> reports,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String nextCursor) {}

  /// As its reporter sees it.
  public record Filed(
      String id, String targetType, String targetId, String status, Instant createdAt) {
    public static Filed of(Report report) {
      return new Filed(
          report.id(),
          report.target().kind().word(),
          report.target().id(),
          report.status().word(),
          report.createdAt());
    }
  }

  public static Page page(List<Report> reports, int limit) {
    return new Page(
        reports.stream().map(ReportView::of).toList(),
        reports.size() < limit ? null : reports.getLast().id());
  }

  public static ReportView of(Report report) {
    var evidence = report.evidence();
    var outcome = report.outcome();
    return new ReportView(
        report.id(),
        report.reporterId(),
        report.target().kind().word(),
        report.target().id(),
        report.reason(),
        evidence == null ? null : evidence.conversationId(),
        evidence == null ? null : evidence.authorId(),
        evidence == null ? null : evidence.text(),
        report.status().word(),
        report.createdAt(),
        outcome == null ? null : outcome.adminId(),
        outcome == null ? null : outcome.note(),
        outcome == null ? null : outcome.at());
  }
}
