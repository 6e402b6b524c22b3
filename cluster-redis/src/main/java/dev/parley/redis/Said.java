package dev.parley.redis;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What this node has said of its users: who is here, and what they view here. Each fact changes
/// only by what happens to it, so it is true whatever becomes of telling Redis.
final class Said {
  /// What was said of one user.
  record Place(boolean here, Set<String> viewed) {
    static final Place NONE = new Place(false, Set.of());

    /// As [UserHash] has them.
    Set<String> places() {
      var places = new HashSet<>(viewed);
      if (here) {
        places.add("");
      }
      return places;
    }

    private Place with(boolean isHere) {
      return new Place(isHere, viewed);
    }

    private Place viewing(String conversationId, boolean views) {
      var all = new HashSet<>(viewed);
      if (views) {
        all.add(conversationId);
      } else {
        all.remove(conversationId);
      }
      return new Place(here, Set.copyOf(all));
    }
  }

  // Guarded by this.
  private final Map<String, Place> places = new HashMap<>();

  synchronized Place of(String userId) {
    return places.getOrDefault(userId, Place.NONE);
  }

  synchronized List<String> users() {
    return List.copyOf(places.keySet());
  }

  synchronized List<String> here() {
    return places.entrySet().stream()
        .filter(e -> e.getValue().here())
        .map(Map.Entry::getKey)
        .toList();
  }

  synchronized Map<String, Place> all() {
    return Map.copyOf(places);
  }

  synchronized void here(String userId, boolean isHere) {
    put(userId, of(userId).with(isHere));
  }

  synchronized void viewing(String userId, String conversationId, boolean views) {
    put(userId, of(userId).viewing(conversationId, views));
  }

  private void put(String userId, Place place) {
    if (place.equals(Place.NONE)) {
      places.remove(userId);
    } else {
      places.put(userId, place);
    }
  }
}
