package dev.parley.gateway;

import dev.parley.chat.Entry;
import dev.parley.chat.EntryLog;
import dev.parley.chat.EntryLog.Scope;
import dev.parley.chat.Notice;
import dev.parley.chat.Rosters;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;

/// Where entries go that no node told in time.
///
/// @param log where they are read
record MissedEntries(Deliveries deliveries, Rosters rosters, EntryLog log)
    implements Gate.Handover {
  private static final int PAGE = 500;

  @Override
  public void missed(Entry entry, boolean created) {
    deliveries.entries().committed(entry, created);
  }

  @Override
  public void missedTooMany(String conversationId, Predicate<Entry> missed) {
    var concerned = new HashSet<>(rosters.of(conversationId).userIds());
    concerned.addAll(namedIn(conversationId, missed));
    deliveries.directory().sync(concerned);
  }

  /// Whom notices among the missed ones are about: who is a member no more has to learn it as well.
  private Set<String> namedIn(String conversationId, Predicate<Entry> missed) {
    var named = new HashSet<String>();
    var before = Long.MAX_VALUE;
    while (true) {
      var page = log.older(conversationId, before, PAGE, Scope.ALL);
      for (var entry : page) {
        if (!missed.test(entry)) {
          return named;
        }
        if (entry.body() instanceof Notice notice) {
          named.addAll(notice.userIds());
        }
      }
      if (page.size() < PAGE) {
        return named;
      }
      before = page.getLast().seq();
    }
  }
}
