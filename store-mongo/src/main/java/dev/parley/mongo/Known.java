package dev.parley.mongo;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a node knows of one log's end: used by the thread of the conversation's line alone. Only
/// ever moved by what a majority has acknowledged; after any doubt it is forgotten. Another node
/// may have written since: then the next write finds its place taken.
final class Known {
  private @Nullable Head head;

  /// Senders' numbers at the head; of all who have written since `trackedFrom`.
  private final Map<String, Long> sent = new HashMap<>();

  private long trackedFrom;

  @Nullable Head head() {
    return head;
  }

  void learn(Head read) {
    forget();
    head = read;
    trackedFrom = read.position().seq();
  }

  void forget() {
    head = null;
    sent.clear();
  }

  @Nullable Long sent(String userId) {
    return sent.get(userId);
  }

  /// Whether who has no number here has written nothing since that place.
  boolean tracksSince(long seq) {
    return seq >= trackedFrom;
  }

  void learnSent(String userId, long number) {
    sent.put(userId, number);
  }

  void appended(Logged logged) {
    var before = head;
    if (before != null) {
      head = before.after(logged.entry());
      sent.put(logged.entry().senderId(), logged.entry().position().senderNumber());
    }
  }

  void revised(long rev) {
    var before = head;
    if (before != null) {
      head = before.revised(rev);
    }
  }
}
