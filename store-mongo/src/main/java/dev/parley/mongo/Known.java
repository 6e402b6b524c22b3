package dev.parley.mongo;

import dev.parley.chat.Entry;
import dev.parley.chat.Position;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a node knows of one log's end: used by the thread of the conversation's line alone. Only
/// ever moved by what a majority has acknowledged; after any doubt the end is forgotten. Another
/// node may have written since: then the next write finds its place taken.
final class Known {
  private @Nullable Head head;

  /// Senders' numbers at the head; of all who have written since `trackedFrom`.
  private final Map<String, Long> sent = new HashMap<>();

  private long trackedFrom;

  /// How far the log was told here, or needed not to be.
  private long toldRev;

  private long toldSeq;

  /// See [Commits]; 0 for none.
  private long doubtedRev;

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

  long toldRev() {
    return toldRev;
  }

  long toldSeq() {
    return toldSeq;
  }

  /// The highest place in the log as of what was told last.
  long lastSeq() {
    return head == null ? toldSeq : Math.max(head.position().seq(), toldSeq);
  }

  /// False when it was told before.
  boolean told(Entry entry) {
    if (entry.rev() <= toldRev) {
      return false;
    }
    toldRev = entry.rev();
    toldSeq = Math.max(toldSeq, entry.seq());
    if (toldRev >= doubtedRev) {
      endDoubt();
    }
    return true;
  }

  boolean isDoubted() {
    return doubtedRev > 0;
  }

  /// @param head on which the writes were placed: what is up to there needs no telling
  void doubt(Position head, long upToRev) {
    toldRev = Math.max(toldRev, head.rev());
    toldSeq = Math.max(toldSeq, head.seq());
    doubtedRev = Math.max(doubtedRev, upToRev);
  }

  void endDoubt() {
    doubtedRev = 0;
  }

  void revised(long rev) {
    var before = head;
    if (before != null) {
      head = before.revised(rev);
    }
  }
}
