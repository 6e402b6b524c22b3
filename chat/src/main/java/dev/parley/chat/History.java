package dev.parley.chat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// Reading a conversation page by page.
public final class History {
  /// Where a page lies. Ids are those of entries of the conversation, tombstones included.
  public sealed interface Place {
    record Newest() implements Place {}

    record Before(String id) implements Place {}

    record After(String id) implements Place {}

    record Around(String id) implements Place {}

    /// As [Around], by the place in the log: who knows how far was read need not know what is
    /// there.
    record AroundSeq(long seq) implements Place {}

    /// Everything changed after a revision, oldest change first.
    record Since(long rev) implements Place {}
  }

  /// A page of a conversation.
  ///
  /// @param entries newest first; for [Place.Since] oldest change first
  /// @param hasMore there is more in the asked direction
  /// @param rev for [Place.Since] the last one on the page, else the conversation's when it was
  ///   read: what comes later has a greater one
  public record Page(List<Entry> entries, boolean hasMore, long rev) {}

  private final EntryLog log;
  private final Rosters rosters;

  public History(EntryLog log, Rosters rosters) {
    this.log = log;
    this.rosters = rosters;
  }

  public Page page(
      String userId, String conversationId, Place place, int limit, EntryLog.Scope scope) {
    var roster = rosters.of(conversationId);
    if (!roster.contains(userId)) {
      roster = rosters.fresh(conversationId);
    }
    requireMember(roster, userId);
    var rev = log.head(conversationId).rev();
    var page =
        switch (place) {
          case Place.Newest() -> older(conversationId, Long.MAX_VALUE, limit, scope, rev);
          case Place.Before(var id) ->
              older(conversationId, seqOf(conversationId, id, "before"), limit, scope, rev);
          case Place.After(var id) ->
              newer(conversationId, seqOf(conversationId, id, "after"), limit, scope, rev);
          case Place.Around(var id) ->
              around(conversationId, seqOf(conversationId, id, "around"), limit, scope, rev);
          case Place.AroundSeq(var seq) -> around(conversationId, seq, limit, scope, rev);
          case Place.Since(var since) -> since(conversationId, since, limit);
        };
    requireStillMember(roster, userId, page.entries());
    return page;
  }

  private Page older(
      String conversationId, long beforeSeq, int limit, EntryLog.Scope scope, long rev) {
    var entries = log.older(conversationId, beforeSeq, limit + 1, scope);
    return new Page(first(entries, limit), entries.size() > limit, rev);
  }

  private Page newer(
      String conversationId, long afterSeq, int limit, EntryLog.Scope scope, long rev) {
    var entries = log.newer(conversationId, afterSeq, limit + 1, scope);
    var page = new ArrayList<>(first(entries, limit));
    Collections.reverse(page);
    return new Page(page, entries.size() > limit, rev);
  }

  /// Half a page of what is older, the entry itself, and what is newer; `hasMore` is about older.
  private Page around(String conversationId, long seq, int limit, EntryLog.Scope scope, long rev) {
    var older = log.older(conversationId, seq, limit / 2 + 1, scope);
    var kept = first(older, limit / 2);
    var page = new ArrayList<>(log.newer(conversationId, seq - 1, limit - kept.size(), scope));
    Collections.reverse(page);
    page.addAll(kept);
    return new Page(page, older.size() > kept.size(), rev);
  }

  private Page since(String conversationId, long since, int limit) {
    var entries = log.changed(conversationId, since, limit + 1);
    var page = first(entries, limit);
    return new Page(page, entries.size() > limit, page.isEmpty() ? since : page.getLast().rev());
  }

  private long seqOf(String conversationId, String id, String field) {
    var entry = log.entry(id);
    if (entry == null || !entry.conversationId().equals(conversationId)) {
      throw Refused.invalid(field, "must be the id of a message of this conversation");
    }
    return entry.seq();
  }

  /// What was read may be newer than the roster: then a newer one decides, so that nobody removed
  /// reads what came after.
  private void requireStillMember(Roster roster, String userId, List<Entry> entries) {
    var memberRev = roster.memberRev();
    for (var entry : entries) {
      memberRev = Math.max(memberRev, entry.position().memberRev());
    }
    if (memberRev > roster.memberRev()) {
      requireMember(rosters.atLeast(roster.conversationId(), memberRev), userId);
    }
  }

  private static void requireMember(Roster roster, String userId) {
    if (!roster.contains(userId)) {
      throw Refused.notFound("Conversation");
    }
  }

  private static <T> List<T> first(List<T> list, int limit) {
    return list.size() > limit ? list.subList(0, limit) : list;
  }
}
