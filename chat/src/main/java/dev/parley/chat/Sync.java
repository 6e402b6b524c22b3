package dev.parley.chat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Catching up by revision: whoever names what they have gets everything that changed since, page
/// by page, and ends with what the store has.
public final class Sync {
  static final int NEWEST = 20;
  private static final Long UNNAMED = -1L;

  /// Pages that were answered with `more` and not asked on yet, at most.
  private static final int OPEN_PAGES = 10_000;

  /// What a page brings.
  ///
  /// @param conversations all of them on a first page; null on the pages after it
  /// @param changes by conversation, rev ascending
  /// @param cursors what to send next
  /// @param gone named but left, deleted or unknown
  /// @param reset named with a cursor beyond the head: begin them anew
  /// @param more ask again at once, with `cursors`
  public record Answer(
      @Nullable List<Listing> conversations,
      List<Entry> changes,
      Map<String, Long> cursors,
      List<String> gone,
      List<String> reset,
      boolean more) {}

  private final EntryLog log;
  private final ConversationStore conversations;

  /// The cursors each asker was last handed out with `more`: who comes back with just these asks
  /// for the next page and needs no list again. Forgetting one costs a longer answer, nothing else.
  private final Lru<String, Map<String, Long>> openPages = new Lru<>(OPEN_PAGES);

  public Sync(EntryLog log, ConversationStore conversations) {
    this.log = log;
    this.conversations = conversations;
  }

  /// One page of what changed, to somebody who asks without a connection.
  public Answer changes(String userId, Map<String, Long> cursors, int limit) {
    return changes(userId, userId, cursors, limit);
  }

  /// One page of what changed.
  ///
  /// @param asker whose pages follow each other, such as a connection: on another one all
  ///   conversations are listed again, since whatever was told between the two was missed
  /// @param cursors conversation id to the last rev the client has; a conversation not named starts
  ///   at its newest 20
  /// @param limit how many changes a page may hold
  public Answer changes(String userId, String asker, Map<String, Long> cursors, int limit) {
    var first = !cursors.equals(openPages.remove(asker));
    var listings = conversations.list(userId, null, Integer.MAX_VALUE);
    var page = new Page(limit);
    var gone = new LinkedHashSet<>(cursors.keySet());
    for (var listing : listings) {
      var id = listing.conversation().id();
      gone.remove(id);
      page.add(listing, cursors.getOrDefault(id, UNNAMED));
    }
    if (page.more) {
      openPages.put(asker, Map.copyOf(page.next));
    }
    return new Answer(
        first ? listings : null, page.changes, page.next, List.copyOf(gone), page.reset, page.more);
  }

  private final class Page {
    final List<Entry> changes = new ArrayList<>();
    final Map<String, Long> next = new LinkedHashMap<>();
    final List<String> reset = new ArrayList<>();
    private final int limit;
    boolean more;

    Page(int limit) {
      this.limit = limit;
    }

    /// Only up to the head the listing was read with: that is what the user was a member for.
    void add(Listing listing, long cursor) {
      var id = listing.conversation().id();
      var head = listing.head().rev();
      if (cursor > head) {
        reset.add(id);
      }
      var known = cursor >= 0 && cursor <= head;
      if (known && cursor == head) {
        next.put(id, head);
      } else if (changes.size() < limit) {
        next.put(id, known ? take(id, cursor, 0, head) : startAnew(id, head));
      } else {
        more = true;
        if (known) {
          next.put(id, cursor);
        }
      }
    }

    private long startAnew(String id, long head) {
      var newest = log.older(id, Long.MAX_VALUE, NEWEST, EntryLog.Scope.ALL);
      if (newest.isEmpty()) {
        return 0;
      }
      var since = newest.stream().mapToLong(Entry::rev).min().orElseThrow() - 1;
      return take(id, since, newest.getLast().seq(), head);
    }

    /// Adds what changed after `since` and answers the cursor behind it.
    private long take(String id, long since, long fromSeq, long head) {
      var room = limit - changes.size();
      var changed = log.changed(id, since, room + 1);
      var cursor = since;
      for (var entry : changed.subList(0, Math.min(room, changed.size()))) {
        if (entry.rev() > head) {
          return head;
        }
        if (entry.seq() >= fromSeq) {
          changes.add(entry);
        }
        cursor = entry.rev();
      }
      if (changed.size() > room && changed.get(room).rev() <= head) {
        more = true;
        return cursor;
      }
      return head;
    }
  }
}
