package dev.parley.chat;

import java.time.Instant;
import java.util.Collection;
import java.util.Map;

/// When users were last here.
public interface LastSeenStore {
  /// Later than what is stored, or it changes nothing.
  void seen(Collection<String> userIds, Instant at);

  /// Of those among these users who were ever seen.
  Map<String, Instant> seen(Collection<String> userIds);
}
