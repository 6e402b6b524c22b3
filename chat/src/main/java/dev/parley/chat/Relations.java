package dev.parley.chat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// What users are to each other, kept in memory for the pairs met last: sending to somebody asks
/// for it each time. Every change comes through here, and a kept version is never replaced by an
/// older one.
public final class Relations {
  private static final int KEPT = 50_000;

  /// The people around a user.
  ///
  /// @param friends who is a friend
  /// @param blocked whom the user keeps out
  /// @param blockers who keeps the user out
  /// @param waiting strangers who wait for this user's consent
  /// @param awaited those whose consent this user waits for
  public record Circle(
      Set<String> friends,
      Set<String> blocked,
      Set<String> blockers,
      Set<String> waiting,
      Set<String> awaited) {
    /// Who never sees whether this user is here.
    public Set<String> hiddenFrom() {
      return union(blocked, waiting);
    }

    /// Whose presence this user never sees.
    public Set<String> hidden() {
      return union(blockers, awaited);
    }

    private static Set<String> union(Set<String> some, Set<String> others) {
      var all = new HashSet<>(some);
      all.addAll(others);
      return all;
    }
  }

  private final RelationStore store;
  private final Lru<String, Relation> kept = new Lru<>(KEPT);

  public Relations(RelationStore store) {
    this.store = store;
  }

  Relation between(String userId, String otherId) {
    var known = kept.get(Ids.direct(userId, otherId));
    return known == null ? keep(store.between(userId, otherId)) : known;
  }

  /// Of the two of a direct conversation; null for a group.
  public @Nullable Relation ofDirect(Roster roster) {
    if (roster.members().size() != 2) {
      return null;
    }
    var known = kept.get(roster.conversationId());
    if (known != null) {
      return known;
    }
    var one = roster.members().getFirst().userId();
    var other = roster.members().getLast().userId();
    return Ids.direct(one, other).equals(roster.conversationId()) ? between(one, other) : null;
  }

  @Nullable Relation byRequest(String requestId) {
    return store.byRequest(requestId);
  }

  List<Relation> of(String userId) {
    return store.of(userId);
  }

  public Circle circle(String userId) {
    var circle =
        new Circle(
            new HashSet<>(), new HashSet<>(), new HashSet<>(), new HashSet<>(), new HashSet<>());
    for (var relation : store.of(userId)) {
      var other = relation.other(userId);
      if (relation.areFriends()) {
        circle.friends().add(other);
      }
      if (relation.isBlockedBy(userId)) {
        circle.blocked().add(other);
      }
      if (relation.isBlockedBy(other)) {
        circle.blockers().add(other);
      }
      var contact = relation.contact();
      if (contact != null && contact.isOpen()) {
        (contact.receiverId().equals(userId) ? circle.waiting() : circle.awaited()).add(other);
      }
    }
    return circle;
  }

  /// Changes what is stored, deciding anew when somebody else was faster.
  ///
  /// @param decide what it is to be, the same for no change; or throws [Refused]
  Relation change(String userId, String otherId, UnaryOperator<Relation> decide) {
    while (true) {
      var seen = store.between(userId, otherId);
      var next = decide.apply(seen);
      if (next.equals(seen)) {
        return keep(seen);
      }
      var stored = store.replace(next);
      if (stored != null) {
        return keep(stored);
      }
    }
  }

  /// Learns what another node has stored.
  public void learn(Relation stored) {
    var _ = keep(stored);
  }

  /// From here on what is asked for is read from the store.
  public void forgetAll() {
    kept.clear();
  }

  /// Two loads may cross: the newer one stays.
  private Relation keep(Relation loaded) {
    return kept.merge(
        loaded.id(), loaded, (old, fresh) -> old.version() > fresh.version() ? old : fresh);
  }
}
