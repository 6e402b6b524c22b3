package dev.parley.mongo;

import dev.parley.chat.Edit;
import dev.parley.chat.Entry;
import dev.parley.chat.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// An entry as the collection has it, with what only the store knows of it.
///
/// @param noticeRev rev of the last notice of any kind up to and including here: a notice's own,
///   and its neighbour's `noticeRev` leads to the one before
/// @param revs every rev the entry was ever given, the one it has last. A rev that an entry has
///   left behind stays taken by it under a unique index, so that no writer with an older head can
///   put something there, where those who have synced beyond it would never see it
/// @param edits what it said before
/// @param change made by whoever wrote this version, to know it again; null for an insert
record Logged(
    Entry entry, long noticeRev, List<Long> revs, List<Edit> edits, @Nullable String change) {
  /// More changes of one entry than can happen while one write is on its way.
  private static final int REVS_KEPT = 1_000;

  Logged {
    revs = List.copyOf(revs);
    edits = List.copyOf(edits);
  }

  static Logged inserted(Entry entry, long noticeRev) {
    return new Logged(entry, noticeRev, List.of(entry.rev()), List.of(), null);
  }

  /// As it is once `next` has taken its place.
  Logged changed(Entry next, String token) {
    var all = new ArrayList<>(revs);
    all.add(next.rev());
    var kept = all.subList(Math.max(0, all.size() - REVS_KEPT), all.size());
    return new Logged(next, noticeRev, kept, editsAfter(next), token);
  }

  private List<Edit> editsAfter(Entry next) {
    var editedAt = next.editedAt();
    if (next.isDeleted()) {
      return List.of();
    }
    if (editedAt == null
        || !(entry.body() instanceof Message old)
        || !(next.body() instanceof Message now)
        || (editedAt.equals(entry.editedAt()) && Objects.equals(old.text(), now.text()))) {
      return edits;
    }
    var more = new ArrayList<>(edits);
    more.add(new Edit(old.text(), editedAt));
    return more;
  }
}
