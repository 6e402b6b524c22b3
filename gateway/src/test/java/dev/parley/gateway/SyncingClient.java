package dev.parley.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.chat.User;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// A client that follows the contract: it keeps a cursor a conversation, moves it by sync or by a
/// push whose rev is the next one, and syncs when a push shows that something is missing.
final class SyncingClient {
  private static final Set<String> ENTRIES = Set.of("new_message", "new_notice", "message_updated");

  private final ChatServer chat;
  private final User user;
  private final Collection<String> wanted;
  private final int limit;
  private final Map<String, Long> cursors = new HashMap<>();
  private final Map<String, Map<Long, JsonNode>> entries = new HashMap<>();
  private @Nullable TestSocket socket;
  private int handled;

  /// @param wanted conversations it wants from their beginning on
  /// @param limit changes a page
  SyncingClient(ChatServer chat, User user, Collection<String> wanted, int limit) {
    this.chat = chat;
    this.user = user;
    this.wanted = wanted;
    this.limit = limit;
  }

  void goOnline() {
    if (socket == null) {
      socket = chat.connect(user);
      handled = 0;
      sync(socket);
    }
  }

  void goOffline() {
    if (socket != null) {
      socket.close();
      socket = null;
    }
  }

  /// Takes the pushes that have come.
  void handlePushes() {
    var from = socket;
    if (from == null) {
      return;
    }
    from.settle();
    var packets = from.packets();
    var missing = false;
    for (; handled < packets.size(); handled++) {
      missing |= !handle(packets.get(handled));
    }
    if (missing) {
      sync(from);
    }
  }

  /// False when it shows that something is missing.
  private boolean handle(String packet) {
    if (!packet.startsWith("2[")) {
      return true;
    }
    var event = Json.mapper().readTree(packet.substring(1));
    if (!ENTRIES.contains(event.get(0).asString())) {
      return true;
    }
    var entry = event.get(1);
    var id = entry.get("conversationId").asString();
    var rev = entry.get("rev").asLong();
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

  private void sync(TestSocket from) {
    do {
      wanted.forEach(id -> cursors.putIfAbsent(id, 0L));
      takePages(from);
    } while (missesABeginning());
  }

  /// Whoever was removed and added again between two pages is not asked by the next one what they
  /// want: that conversation starts at its newest entries, and is begun anew here.
  private boolean missesABeginning() {
    var missing =
        wanted.stream().filter(id -> !of(id).isEmpty() && !of(id).containsKey(1L)).toList();
    missing.forEach(cursors::remove);
    return !missing.isEmpty();
  }

  private void takePages(TestSocket from) {
    var more = true;
    for (var first = true; more; first = false) {
      var ask = Map.of("cursors", cursors, "limit", limit);
      var answer = from.call("sync", Json.text(ask)).get("data");
      assertThat(answer.has("conversations")).isEqualTo(first);
      assertThat(answer.get("changes").size()).isLessThanOrEqualTo(limit);
      answer.get("gone").forEach(id -> entries.remove(id.asString()));
      answer.get("reset").forEach(id -> entries.remove(id.asString()));
      var last = new HashMap<String, Long>();
      for (var entry : answer.get("changes")) {
        var before = last.put(entry.get("conversationId").asString(), entry.get("rev").asLong());
        assertThat(entry.get("rev").asLong()).isGreaterThan(before == null ? 0 : before);
        keep(entry);
      }
      cursors.clear();
      answer
          .get("cursors")
          .propertyStream()
          .forEach(cursor -> cursors.put(cursor.getKey(), cursor.getValue().asLong()));
      more = answer.get("more").asBoolean();
    }
  }

  private void keep(JsonNode entry) {
    entries
        .computeIfAbsent(entry.get("conversationId").asString(), id -> new TreeMap<>())
        .put(entry.get("seq").asLong(), entry);
  }

  /// What it has of a conversation, by seq.
  Map<Long, JsonNode> of(String conversationId) {
    return entries.getOrDefault(conversationId, Map.of());
  }

  /// Conversations it has a cursor for.
  Set<String> known() {
    return new HashSet<>(cursors.keySet());
  }
}
