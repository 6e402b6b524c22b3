package dev.parley.server;

import dev.parley.chat.Reports;
import dev.parley.gateway.Described;
import dev.parley.gateway.Fields;
import dev.parley.gateway.Identity;
import dev.parley.gateway.ReportCommands;
import dev.parley.gateway.ReportView;
import dev.parley.gateway.Success;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Complaints, and the queue of them for admins.
@RestController
@RequestMapping("/api/v1")
final class ReportController {
  private static final int LIMIT = 50;

  private final Reports reports;

  ReportController(Reports reports) {
    this.reports = reports;
  }

  @PostMapping("/users/report")
  @Described(
      value = "Reports a user, a message or a conversation",
      takes = {"userId?: id", "messageId?: id", "conversationId?: id", "reason: string 1..1000"},
      answers = ReportView.Filed.class,
      status = {200, 201})
  ResponseEntity<Success> file(@AuthenticationPrincipal Identity identity, Body body) {
    var asked = ReportCommands.newReport(body.fields());
    var filed = reports.file(identity.userId(), asked.target(), asked.reason());
    return ResponseEntity.status(filed.fresh() ? HttpStatus.CREATED : HttpStatus.OK)
        .body(Success.of("Report sent", ReportView.Filed.of(filed.report())));
  }

  @GetMapping("/ws/reports")
  @Described(
      value = "Reports, newest first",
      asks = {"status?: open|resolved|dismissed", "limit?: integer 1..200", "cursor?: id"},
      answers = ReportView.Page.class)
  Success newest(@RequestParam Map<String, String> query) {
    var limit = Query.integer(query, "limit", LIMIT, 1, 200);
    var status = ReportCommands.status(query.get("status"));
    var cursor = query.get("cursor");
    var before = cursor == null ? null : Fields.requireId("cursor", cursor);
    return Success.of(ReportView.page(reports.newest(status, before, limit), limit));
  }

  @PutMapping("/ws/reports/{id}")
  @Described(
      value = "Closes a report",
      takes = {"status: resolved|dismissed", "note?: string"},
      answers = ReportView.class)
  Success close(@AuthenticationPrincipal Identity identity, @PathVariable String id, Body body) {
    Fields.requireId("id", id);
    var closing = ReportCommands.closing(body.fields());
    return Success.of(
        ReportView.of(reports.close(identity.userId(), id, closing.status(), closing.note())));
  }
}
