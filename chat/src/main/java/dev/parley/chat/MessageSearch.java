package dev.parley.chat;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Finds live messages by their text. What was committed is found within a second; what was edited
/// or deleted is not found any more by what it said.
public interface MessageSearch {
  /// What is asked for; null leaves the choice open.
  ///
  /// @param userId who asks: only messages of conversations they are in now are found
  /// @param from the first moment, `to` the one after the last
  /// @param before the place of the last one of the page before
  record Query(
      String userId,
      SearchTerms terms,
      @Nullable String conversationId,
      @Nullable String senderId,
      @Nullable Instant from,
      @Nullable Instant to,
      @Nullable Long before,
      int limit) {}

  /// A message, and its place among all that there are: the newer, the greater.
  record Found(Entry entry, long place) {}

  /// Newest first.
  List<Found> find(Query query);
}
