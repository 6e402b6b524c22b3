package dev.parley.mongo;

import dev.parley.chat.Entry;
import dev.parley.chat.Refused;
import java.util.HashSet;
import java.util.function.BiConsumer;

/// Tells what of a log a majority has: by rev, each change once, and before whoever waits for it
/// goes on.
///
/// A write without an answer may have been done, or may yet be. From then on the log is in doubt:
/// nothing newer is written or told before the log was read from there and everything in it told,
/// whoever wrote it. Where several nodes write, what another one has told comes twice; they hand on
/// by rev.
///
/// Called for one conversation by one thread at a time.
final class Commits {
  private static final int AT_ONCE = 256;

  @FunctionalInterface
  interface Listener {
    /// Told each of them.
    ///
    /// @param lastSeq the highest place in the log as of this change
    void committed(Entry entry, boolean created, long lastSeq);
  }

  private final Listener listener;
  private final BiConsumer<String, Known> doubted;

  /// @param doubted told which log is in doubt, so that somebody settles it when nobody writes
  Commits(Listener listener, BiConsumer<String, Known> doubted) {
    this.listener = listener;
    this.doubted = doubted;
  }

  void tell(Known known, Entry entry, boolean created) {
    if (known.told(entry)) {
      listener.committed(entry, created, created ? entry.seq() : known.lastSeq());
    }
  }

  /// Nobody knows what became of writes behind that head, up to that rev.
  void doubt(String conversationId, Known known, Head head, long upToRev) {
    known.doubt(head.position(), upToRev);
    known.forget();
    doubted.accept(conversationId, known);
  }

  /// The end of the log, read anew. Throws [Refused] NOT_FOUND for an unknown conversation.
  Head head(Documents documents, String conversationId, Known known) {
    var head = documents.head(conversationId);
    if (head == null) {
      throw Refused.notFound("Conversation");
    }
    settle(documents, conversationId, known);
    known.learn(head);
    return head;
  }

  /// Tells what is there by now of a log in doubt. The doubt is over once the log has come to where
  /// it began: no index lets the write in any more.
  void settle(Documents documents, String conversationId, Known known) {
    if (!known.isDoubted()) {
      return;
    }
    // By their revs a new entry that was changed meanwhile comes behind newer ones.
    var toldSeq = known.toldSeq();
    var begun = new HashSet<String>();
    var more = true;
    while (more) {
      var page = documents.changed(conversationId, known.toldRev(), AT_ONCE);
      for (var entry : page) {
        tell(known, entry, entry.seq() > toldSeq && begun.add(entry.id()));
      }
      more = page.size() == AT_ONCE;
    }
  }
}
