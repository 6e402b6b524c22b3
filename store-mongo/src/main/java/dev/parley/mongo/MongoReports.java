package dev.parley.mongo;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Sorts.descending;
import static dev.parley.mongo.Table.all;

import com.mongodb.client.model.Updates;
import dev.parley.chat.Report;
import dev.parley.chat.ReportStore;
import java.util.List;
import java.util.Objects;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/// Reports in MongoDB. While one is open it claims who reports what, under a unique index.
final class MongoReports implements ReportStore {
  private final Table reports;

  MongoReports(Table reports) {
    this.reports = reports;
  }

  @Override
  public Report add(Report report) {
    var target = report.target();
    var claim = report.reporterId() + " " + target.kind() + " " + target.id();
    while (!Numbered.insert(reports, Table.ALL, "place", document(report, claim))) {
      var open = reports.first(eq("claim", claim));
      if (open != null) {
        return report(open);
      }
    }
    return report;
  }

  private static Document document(Report report, String claim) {
    var document =
        new Document("_id", report.id())
            .append("claim", claim)
            .append("reporterId", report.reporterId())
            .append("kind", report.target().kind().name())
            .append("targetId", report.target().id())
            .append("reason", Fields.wellFormed(report.reason()))
            .append("createdAt", Fields.date(report.createdAt()))
            .append("status", report.status().name());
    var evidence = report.evidence();
    if (evidence != null) {
      document
          .append("conversationId", evidence.conversationId())
          .append("authorId", evidence.authorId());
      Fields.put(document, "text", Fields.wellFormed(evidence.text()));
    }
    return document;
  }

  @Override
  public @Nullable Report report(String id) {
    var found = reports.first(Table.id(id));
    return found == null ? null : report(found);
  }

  @Override
  public List<Report> newest(Report.Status status, @Nullable String beforeId, int limit) {
    Bson of = eq("status", status.name());
    if (beforeId != null) {
      var before = reports.first(Table.id(beforeId));
      if (before == null) {
        return List.of();
      }
      of = all(of, lt("place", Fields.number(before, "place")));
    }
    return reports.list(of, descending("place"), limit).stream().map(MongoReports::report).toList();
  }

  @Override
  public void close(Report closed) {
    var outcome = Objects.requireNonNull(closed.outcome(), "closed");
    var note = outcome.note();
    reports.update(
        Table.id(closed.id()),
        Updates.combine(
            Updates.set("claim", closed.id()),
            Updates.set("status", outcome.status().name()),
            Updates.set("closedBy", outcome.adminId()),
            note == null ? Updates.unset("note") : Updates.set("note", Fields.wellFormed(note)),
            Updates.set("closedAt", Fields.date(outcome.at()))));
  }

  private static Report report(Document document) {
    return new Report(
        Fields.text(document, "_id"),
        Fields.text(document, "reporterId"),
        new Report.Target(
            Fields.word(document, "kind", Report.Kind.class), Fields.text(document, "targetId")),
        Fields.text(document, "reason"),
        evidence(document),
        Fields.time(document, "createdAt"),
        outcome(document));
  }

  private static Report.@Nullable Evidence evidence(Document document) {
    var conversation = Fields.textOrNull(document, "conversationId");
    return conversation == null
        ? null
        : new Report.Evidence(
            conversation, Fields.text(document, "authorId"), Fields.textOrNull(document, "text"));
  }

  private static Report.@Nullable Outcome outcome(Document document) {
    var status = Fields.word(document, "status", Report.Status.class);
    return status == Report.Status.OPEN
        ? null
        : new Report.Outcome(
            status,
            Fields.text(document, "closedBy"),
            Fields.textOrNull(document, "note"),
            Fields.time(document, "closedAt"));
  }
}
