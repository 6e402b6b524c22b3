package dev.parley.server;

import dev.parley.chat.Audit;
import dev.parley.gateway.AuditView;
import dev.parley.gateway.Described;
import dev.parley.gateway.Fields;
import dev.parley.gateway.Success;
import java.util.Map;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// What administrators did.
@RestController
final class AuditController {
  private static final int LIMIT = 50;

  private final Audit audit;

  AuditController(Audit audit) {
    this.audit = audit;
  }

  @GetMapping("/api/v1/ws/audit")
  @Described(
      value = "What administrators did, newest first",
      asks = {"limit?: integer 1..200", "cursor?: id"},
      answers = AuditView.Page.class)
  Success newest(@RequestParam Map<String, String> query) {
    var limit = Query.integer(query, "limit", LIMIT, 1, 200);
    var cursor = query.get("cursor");
    var before = cursor == null ? null : Fields.requireId("cursor", cursor);
    return Success.of(AuditView.page(audit.newest(before, limit), limit));
  }
}
