package dev.parley.chat;

import java.util.Collection;
import java.util.Map;

/// What users have chosen about strangers.
public interface StrangerStore {
  /// The choices of those among these users who have made one.
  Map<String, Strangers> choices(Collection<String> userIds);

  void choose(String userId, Strangers choice);
}
