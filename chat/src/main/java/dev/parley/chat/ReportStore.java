package dev.parley.chat;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where reports are kept. A reporter has at most one open report of a target, also under
/// concurrent calls.
public interface ReportStore {
  /// Stores a new one; answers the open one of the same reporter and target instead, if there is
  /// one.
  Report add(Report report);

  @Nullable Report report(String id);

  /// The newest first.
  ///
  /// @param beforeId the last one of the page before, null for the first page
  List<Report> newest(Report.Status status, @Nullable String beforeId, int limit);

  /// Writes the outcome of a known one.
  void close(Report closed);
}
