package dev.parley.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.chat.Ids;
import dev.parley.chat.Report;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What every store of reports must do.
public abstract class ReportStoreContract extends PeopleContract {
  private static final String ADA = "a".repeat(24);
  private static final String BOB = "b".repeat(24);

  private static Report report(String reporter, String target) {
    return new Report(
        Ids.at(NOW),
        reporter,
        new Report.Target(Report.Kind.MESSAGE, target),
        "rude",
        new Report.Evidence("c".repeat(24), BOB, "what was said"),
        NOW,
        null);
  }

  private static Report closed(Report report, Report.Status status) {
    return new Report(
        report.id(),
        report.reporterId(),
        report.target(),
        report.reason(),
        report.evidence(),
        report.createdAt(),
        new Report.Outcome(status, ADA, "a note", NOW.plusSeconds(1)));
  }

  @Test
  void aReportIsKeptAsItWasAndAsItEnded() {
    var report = report(ADA, "m1");
    assertThat(ports().reports().add(report)).isEqualTo(report);
    assertThat(ports().reports().report(report.id())).isEqualTo(report);
    assertThat(ports().reports().report("f".repeat(24))).isNull();

    var closed = closed(report, Report.Status.DISMISSED);
    ports().reports().close(closed);

    assertThat(ports().reports().report(report.id())).isEqualTo(closed);
  }

  @Test
  void aReporterHasOneOpenReportOfATarget() {
    var first = report(ADA, "m1");
    ports().reports().add(first);

    assertThat(ports().reports().add(report(ADA, "m1"))).isEqualTo(first);
    assertThat(ports().reports().add(report(ADA, "m2"))).isNotEqualTo(first);
    assertThat(ports().reports().add(report(BOB, "m1"))).isNotEqualTo(first);
    ports().reports().close(closed(first, Report.Status.RESOLVED));
    assertThat(ports().reports().add(report(ADA, "m1"))).isNotEqualTo(first);
  }

  @Test
  void ofManyAtOnceOneIsStored() {
    var answers = Race.run(20, i -> ports().reports().add(report(ADA, "m1")).id());

    assertThat(answers.stream().distinct()).hasSize(1);
    assertThat(ports().reports().newest(Report.Status.OPEN, null, 10)).hasSize(1);
  }

  @Test
  void theNewestOfAStatusComeFirstPageByPage() {
    var added =
        IntStream.range(0, 4).mapToObj(i -> ports().reports().add(report(ADA, "m" + i))).toList();
    ports().reports().close(closed(added.get(2), Report.Status.RESOLVED));

    var first = ports().reports().newest(Report.Status.OPEN, null, 2);
    var second = ports().reports().newest(Report.Status.OPEN, first.getLast().id(), 2);

    assertThat(first).containsExactly(added.get(3), added.get(1));
    assertThat(second).containsExactly(added.getFirst());
    assertThat(ports().reports().newest(Report.Status.RESOLVED, null, 2)).hasSize(1);
    assertThat(ports().reports().newest(Report.Status.DISMISSED, null, 2)).isEmpty();
  }
}
