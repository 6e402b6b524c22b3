package dev.parley.server;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/// What a client has of its conversations, from their beginning on: a cursor each, moved by sync or
/// by a push whose rev is the next one.
final class ClusterCopy {
  /// An entry as a client has it.
  record Held(long rev, String id, String text) {
    static Held of(JsonNode entry) {
      return new Held(
          entry.get("rev").asLong(), entry.get("id").asString(), entry.path("text").asString(""));
    }
  }

  private final Map<String, Long> cursors = new HashMap<>();
  private final Map<String, TreeMap<Long, Held>> entries = new HashMap<>();
  private final Map<String, Long> newest = new HashMap<>();

  /// The conversations it has, each with the rev up to which it has all.
  synchronized Map<String, Long> cursors() {
    return Map.copyOf(cursors);
  }

  /// Takes a page of sync that was asked for with these. True when there is more to ask for.
  synchronized boolean synced(Set<String> asked, JsonNode page) {
    page.get("gone").forEach(id -> left(id.asString()));
    page.get("changes").forEach(this::keep);
    var more = page.get("more").asBoolean();
    for (var cursor : page.get("cursors").properties()) {
      if (asked.contains(cursor.getKey())) {
        cursors.computeIfPresent(
            cursor.getKey(), (id, rev) -> Math.max(rev, cursor.getValue().asLong()));
      } else {
        // It came with its newest entries alone.
        more |= cursors.putIfAbsent(cursor.getKey(), 0L) == null;
      }
    }
    return more;
  }

  /// Takes what was pushed. False when it shows that something is missing.
  synchronized boolean pushed(JsonNode entry) {
    var id = entry.get("conversationId").asString();
    var rev = entry.path("rev").asLong();
    newest.merge(id, rev, Math::max);
    var cursor = cursors.get(id);
    if (cursor == null || rev > cursor + 1) {
      return false;
    }
    if (rev == cursor + 1) {
      keep(entry);
      cursors.put(id, rev);
    }
    return true;
  }

  private void keep(JsonNode entry) {
    var id = entry.get("conversationId").asString();
    var held = Held.of(entry);
    newest.merge(id, held.rev(), Math::max);
    entries
        .computeIfAbsent(id, none -> new TreeMap<>())
        .merge(entry.get("seq").asLong(), held, (a, b) -> a.rev() >= b.rev() ? a : b);
  }

  synchronized void left(String conversationId) {
    cursors.remove(conversationId);
    entries.remove(conversationId);
  }

  /// By seq.
  synchronized Map<Long, Held> of(String conversationId) {
    return Map.copyOf(entries.getOrDefault(conversationId, new TreeMap<>()));
  }

  /// Whether it has all of these, or what has become of them.
  synchronized boolean has(String conversationId, Map<Long, Held> wanted) {
    var mine = entries.getOrDefault(conversationId, new TreeMap<>());
    return wanted.entrySet().stream()
        .allMatch(each -> {
          var held = mine.get(each.getKey());
          return held != null && held.rev() >= each.getValue().rev();
        });
  }

  /// The highest rev it was ever given of a conversation, also before it left; 0 for none.
  synchronized long newest(String conversationId) {
    return newest.getOrDefault(conversationId, 0L);
  }
}
