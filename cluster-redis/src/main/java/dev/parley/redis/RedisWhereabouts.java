package dev.parley.redis;

import dev.parley.chat.Delay;
import dev.parley.chat.Nodes.Node;
import dev.parley.chat.Whereabouts;
import dev.parley.redis.PresenceView.Viewing;
import io.lettuce.core.RedisException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Whereabouts in Redis. The truth is one hash a user, `parley:user:<userId>`: a field `<node>` for
/// each node with sockets of theirs, and `<node>/<conversationId>` for what they view there; fields
/// of nodes that do not live count nothing. `parley:users:<node>` is the set of a node's users, by
/// which a live node clears up behind a dead one. Beside it is [PresenceView].
///
/// While Redis is away what happens here is all that happens; its return writes everything again.
public final class RedisWhereabouts implements Whereabouts {
  /// Hears what others may have been told wrongly, or not at all.
  @FunctionalInterface
  public interface Moved {
    /// Called on any thread.
    ///
    /// @param online on any live node
    void moved(String userId, boolean online);
  }

  private static final Logger LOG = System.getLogger(RedisWhereabouts.class.getName());
  private static final Duration AGAIN = Duration.ofSeconds(1);
  private static final Duration REFRESHED = Duration.ofMinutes(1);
  private static final int AT_ONCE = 50;

  private final Redis redis;
  private final RedisNodes nodes;
  private final UserHash hash;
  private final PresenceView view;
  private final Delay delay;
  private final Said said = new Said();

  /// Of whom Redis may not have what was said; true if others have not been told either.
  private final Map<String, Boolean> unsaid = new ConcurrentHashMap<>();

  /// Over which nothing of Redis' truth was missing; over others it may be another Redis.
  private Redis.@Nullable Link checked;

  private volatile Moved moved = (userId, online) -> {};

  public RedisWhereabouts(Redis redis, RedisNodes nodes, Delay delay, InstantSource clock) {
    this.redis = redis;
    this.nodes = nodes;
    this.hash = new UserHash(redis, nodes);
    this.view = new PresenceView(redis, clock);
    this.delay = delay;
  }

  /// Keeps it true from now on.
  ///
  /// @param moved hears who is online nowhere any more because their node died, and how it is with
  ///   those of whom Redis could not be told in time or had lost what it was told
  public void begin(Moved moved) {
    this.moved = moved;
    var reaper = new Reaper(redis, nodes, hash, view);
    nodes.onRewrite(this::writeAll);
    nodes.onReap((nodeId, lastSign) -> reaper.reap(nodeId, moved));
    delay.after(REFRESHED, this::refresh);
    delay.after(AGAIN, this::sayAgain);
  }

  static String users(String nodeId) {
    return "parley:users:" + nodeId;
  }

  @Override
  public boolean arrived(String userId) {
    said.here(userId, true);
    return tell(userId, () -> arrive(userId));
  }

  private boolean arrive(String userId) {
    redis.ask(commands -> commands.sadd(users(nodes.self()), LeaseText.bytes(userId)));
    var first = hash.set(userId, nodes.self(), "");
    view.online(List.of(userId));
    return first;
  }

  @Override
  public boolean left(String userId) {
    said.here(userId, false);
    return tell(userId, () -> leave(userId));
  }

  private boolean leave(String userId) {
    var last = hash.clear(userId, nodes.self(), "");
    redis.ask(commands -> commands.srem(users(nodes.self()), LeaseText.bytes(userId)));
    if (last) {
      view.offline(List.of(userId));
    }
    return last;
  }

  @Override
  public void alive(String userId) {
    view.alive(userId);
  }

  @Override
  public boolean began(String userId, String conversationId) {
    said.viewing(userId, conversationId, true);
    return tell(userId, () -> begin(userId, conversationId));
  }

  private boolean begin(String userId, String conversationId) {
    var first = hash.set(userId, nodes.self(), conversationId);
    view.began(List.of(new Viewing(userId, conversationId)));
    return first;
  }

  @Override
  public boolean stopped(String userId, String conversationId) {
    said.viewing(userId, conversationId, false);
    return tell(userId, () -> stop(userId, conversationId));
  }

  private boolean stop(String userId, String conversationId) {
    var last = hash.clear(userId, nodes.self(), conversationId);
    if (last) {
      view.stopped(List.of(new Viewing(userId, conversationId)));
    }
    return last;
  }

  private interface Asking {
    boolean ask();
  }

  private boolean tell(String userId, Asking asking) {
    try {
      return asking.ask();
    } catch (RedisException e) {
      unsaid.put(userId, true);
      return true;
    }
  }

  private void sayAgain() {
    try {
      checkNewLink();
      if (!unsaid.isEmpty() && !nodes.isBeingReaped()) {
        reconcileAll();
      }
    } catch (RedisException e) {
      LOG.log(Level.DEBUG, "Redis is away", e);
    } finally {
      delay.after(AGAIN, this::sayAgain);
    }
  }

  private void checkNewLink() {
    var link = redis.link();
    if (link != null && !link.equals(checked)) {
      sayAgain(lost(said.all()));
      checked = link;
    }
  }

  private void sayAgain(Collection<String> userIds) {
    userIds.forEach(userId -> unsaid.putIfAbsent(userId, false));
  }

  /// Some side by side: a node may have thousands to say again.
  private void reconcileAll() {
    var users = List.copyOf(unsaid.keySet());
    for (var from = 0; from < users.size() && redis.isConnected(); from += AT_ONCE) {
      var threads = new ArrayList<Thread>();
      for (var userId : users.subList(from, Math.min(users.size(), from + AT_ONCE))) {
        threads.add(Thread.startVirtualThread(() -> reconcile(userId)));
      }
      threads.forEach(RedisWhereabouts::await);
    }
  }

  private static void await(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void reconcile(String userId) {
    var untold = Boolean.TRUE.equals(unsaid.remove(userId));
    try {
      var before = said.of(userId);
      var changed = write(userId, before);
      var online = repairView(userId);
      if (untold || changed) {
        moved.moved(userId, online);
      }
      if (!said.of(userId).equals(before)) {
        // What was written last may have been the older.
        unsaid.merge(userId, false, Boolean::logicalOr);
      }
    } catch (RedisException e) {
      LOG.log(Level.DEBUG, "Redis is away", e);
      unsaid.merge(userId, untold, Boolean::logicalOr);
    }
  }

  /// Makes Redis have what this node has of a user, whatever failed before. True if that changed
  /// whether the user is online.
  private boolean write(String userId, Said.Place place) {
    for (var conversationId : hash.viewed(userId, nodes.self())) {
      if (!place.viewed().contains(conversationId)) {
        stop(userId, conversationId);
      }
    }
    var changed = place.here() ? arrive(userId) : leave(userId);
    place.viewed().forEach(conversationId -> begin(userId, conversationId));
    return changed;
  }

  /// What failed may have taken effect all the same: then nobody was the last, and the view stayed.
  /// Answers whether the user is online.
  private boolean repairView(String userId) {
    for (var conversationId : view.roomsOf(userId)) {
      if (hash.viewers(Set.of(userId), conversationId).isEmpty()) {
        view.stopped(List.of(new Viewing(userId, conversationId)));
      }
    }
    var online = !hash.online(Set.of(userId)).isEmpty();
    if (!online) {
      view.offline(List.of(userId));
    }
    return online;
  }

  @Override
  public Set<String> online(Collection<String> userIds) {
    try {
      return hash.online(userIds);
    } catch (RedisException e) {
      return Set.of();
    }
  }

  @Override
  public Set<String> online() {
    try {
      var ids = nodes.live().stream().map(Node::id).toList();
      var all = new HashSet<String>();
      redis
          .askEach(ids, commands -> id -> commands.smembers(users(id)))
          .forEach(users -> users.forEach(user -> all.add(LeaseText.text(user))));
      return all;
    } catch (RedisException e) {
      return Set.of();
    }
  }

  @Override
  public Set<String> viewers(String conversationId) {
    try {
      return hash.viewers(view.viewersOf(conversationId), conversationId);
    } catch (RedisException e) {
      return Set.of();
    }
  }

  @Override
  public Map<String, Set<String>> viewed(Collection<String> userIds) {
    try {
      return hash.viewed(userIds);
    } catch (RedisException e) {
      return Map.of();
    }
  }

  /// Others may have cleared up behind this node, or Redis has come back empty.
  private void writeAll() {
    sayAgain(said.users());
  }

  /// Writes the view; what overtook a change of it is mended by this at the latest. Of the truth it
  /// looks what is gone: a master that took over may lack what came last, and have the lease.
  private void refresh() {
    try {
      var places = said.all();
      view.online(said.here());
      var viewings = new ArrayList<Viewing>();
      places.forEach(
          (userId, place) -> place.viewed().forEach(id -> viewings.add(new Viewing(userId, id))));
      view.began(viewings);
      sayAgain(lost(places));
      // Who left meanwhile may just have been written again.
      places.forEach((userId, place) -> {
        if (!said.of(userId).equals(place)) {
          unsaid.putIfAbsent(userId, false);
        }
      });
    } catch (RedisException e) {
      LOG.log(Level.DEBUG, "Redis is away", e);
    } finally {
      delay.after(REFRESHED, this::refresh);
    }
  }

  /// Of whom Redis has less than it was told.
  private Set<String> lost(Map<String, Said.Place> places) {
    var wanted = new HashMap<String, Set<String>>();
    places.forEach((userId, place) -> wanted.put(userId, place.places()));
    var lost = hash.lacking(wanted, nodes.self());
    var known = new HashSet<String>();
    redis
        .ask(to -> to.smembers(users(nodes.self())))
        .forEach(user -> known.add(LeaseText.text(user)));
    places.forEach((userId, place) -> {
      if (place.here() && !known.contains(userId)) {
        lost.add(userId);
      }
    });
    return lost;
  }
}
