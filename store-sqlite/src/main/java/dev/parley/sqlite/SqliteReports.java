package dev.parley.sqlite;

import dev.parley.chat.Report;
import dev.parley.chat.ReportStore;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Reports in SQLite.
final class SqliteReports implements ReportStore {
  private static final String SELECT =
      """
      SELECT id, reporter, kind, target, reason, conversation, author, text, created_at, status,
        closed_by, note, closed_at
      FROM reports
      """;

  private final Writer writer;
  private final Readers readers;

  SqliteReports(Writer writer, Readers readers) {
    this.writer = writer;
    this.readers = readers;
  }

  @Override
  public Report add(Report report) {
    return writer.write(transaction -> {
      var database = transaction.database();
      var target = report.target();
      var claim = report.reporterId() + " " + target.kind() + " " + target.id();
      var evidence = report.evidence();
      database.update(
          """
          INSERT INTO reports (id, claim, reporter, kind, target, reason, conversation, author,
            text, created_at, status)
          VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (claim) DO NOTHING
          """,
          report.id(),
          claim,
          report.reporterId(),
          target.kind().name(),
          target.id(),
          report.reason(),
          evidence == null ? null : evidence.conversationId(),
          evidence == null ? null : evidence.authorId(),
          evidence == null ? null : evidence.text(),
          report.createdAt().toEpochMilli(),
          report.status().name());
      return Objects.requireNonNull(
          database.first(SELECT + "WHERE claim = ?", SqliteReports::report, claim));
    });
  }

  @Override
  public @Nullable Report report(String id) {
    return readers.read(
        database -> database.first(SELECT + "WHERE id = ?", SqliteReports::report, id));
  }

  @Override
  public List<Report> newest(Report.Status status, @Nullable String beforeId, int limit) {
    return readers.read(database ->
        database.list(
            SELECT
                + """
                WHERE status = ?1
                AND (?2 IS NULL OR key < (SELECT key FROM reports WHERE id = ?2))
                ORDER BY key DESC LIMIT ?3
                """,
            SqliteReports::report,
            status.name(),
            beforeId,
            limit));
  }

  @Override
  public void close(Report closed) {
    var outcome = Objects.requireNonNull(closed.outcome(), "closed");
    writer.write(transaction ->
        transaction
            .database()
            .update(
                """
                UPDATE reports SET claim = id, status = ?, closed_by = ?, note = ?, closed_at = ?
                WHERE id = ?
                """,
                outcome.status().name(),
                outcome.adminId(),
                outcome.note(),
                outcome.at().toEpochMilli(),
                closed.id()));
  }

  private static Report report(Row row) throws SQLException {
    return new Report(
        row.text(),
        row.text(),
        new Report.Target(row.word(Report.Kind.class), row.text()),
        row.text(),
        evidence(row),
        row.time(),
        outcome(row));
  }

  private static Report.@Nullable Evidence evidence(Row row) throws SQLException {
    var conversation = row.textOrNull();
    if (conversation == null) {
      row.skip(2);
      return null;
    }
    return new Report.Evidence(conversation, row.text(), row.textOrNull());
  }

  private static Report.@Nullable Outcome outcome(Row row) throws SQLException {
    var status = row.word(Report.Status.class);
    return status == Report.Status.OPEN
        ? null
        : new Report.Outcome(status, row.text(), row.textOrNull(), row.time());
  }
}
