package dev.parley.chat;

import java.util.List;

/// How long conversations keep their messages, and how far that has been carried out. The days
/// themselves are changed by a notice of the log.
public interface RetentionStore {
  /// A conversation's.
  ///
  /// @param days 0 when it has none of its own
  /// @param sweptSeq up to here no message is live any more
  record Kept(String conversationId, int days, long sweptSeq) {}

  /// By id, those after `afterId`.
  ///
  /// @param all also those without days of their own
  /// @param afterId "" for the first page
  List<Kept> page(boolean all, String afterId, int limit);

  /// Notes that up to there no message is live any more.
  void swept(String conversationId, long seq);
}
