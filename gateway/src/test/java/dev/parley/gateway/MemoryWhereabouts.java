package dev.parley.gateway;

import dev.parley.chat.Whereabouts;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// Whereabouts of nodes in one process.
final class MemoryWhereabouts {
  private static final String ANYWHERE = "";

  /// By conversation, or anywhere: users and the nodes they are on. Guarded by this.
  private final Map<String, Map<String, Set<String>>> places = new HashMap<>();

  private synchronized boolean add(String place, String userId, String nodeId) {
    var nodes =
        places
            .computeIfAbsent(place, p -> new HashMap<>())
            .computeIfAbsent(userId, id -> new HashSet<>());
    return nodes.add(nodeId) && nodes.size() == 1;
  }

  private synchronized boolean remove(String place, String userId, String nodeId) {
    var nodes = places.getOrDefault(place, Map.of()).getOrDefault(userId, new HashSet<>());
    return nodes.remove(nodeId) && nodes.isEmpty();
  }

  private synchronized Set<String> at(String place) {
    return places.getOrDefault(place, Map.of()).entrySet().stream()
        .filter(entry -> !entry.getValue().isEmpty())
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }

  Whereabouts of(String nodeId) {
    return new Whereabouts() {
      @Override
      public boolean arrived(String userId) {
        return add(ANYWHERE, userId, nodeId);
      }

      @Override
      public boolean left(String userId) {
        return remove(ANYWHERE, userId, nodeId);
      }

      @Override
      public void alive(String userId) {}

      @Override
      public boolean began(String userId, String conversationId) {
        return add(conversationId, userId, nodeId);
      }

      @Override
      public boolean stopped(String userId, String conversationId) {
        return remove(conversationId, userId, nodeId);
      }

      @Override
      public Set<String> online(Collection<String> userIds) {
        return online().stream().filter(userIds::contains).collect(Collectors.toSet());
      }

      @Override
      public Set<String> online() {
        return at(ANYWHERE);
      }

      @Override
      public Set<String> viewers(String conversationId) {
        return at(conversationId);
      }

      @Override
      public Map<String, Set<String>> viewed(Collection<String> userIds) {
        throw new UnsupportedOperationException("what administrators ask is not tested here");
      }
    };
  }
}
