package dev.parley.redis;

import dev.parley.chat.Delay;
import dev.parley.chat.Nodes.Node;
import dev.parley.chat.Whereabouts;
import io.lettuce.core.RedisException;
import io.lettuce.core.SetArgs;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/// Whereabouts in Redis. The truth is one hash a user, `parley:user:<userId>`: a field `<node>` for
/// each node with sockets of theirs, and `<node>/<conversationId>` for what they view there; fields
/// of nodes that do not live count nothing. `parley:users:<node>` is the set of a node's users, by
/// which a live node clears up behind a dead one.
///
/// Beside it is what others have always read, a view that nothing here decides by:
/// `online_users:<userId>` (epoch milliseconds, for 24 h), `user_rooms:<userId>` (conversations
/// viewed) and `conversation_participants:<conversationId>` (users viewing).
///
/// While Redis is away what happens here is all that happens; its return writes everything again.
public final class RedisWhereabouts implements Whereabouts {
  private static final Logger LOG = System.getLogger(RedisWhereabouts.class.getName());
  private static final Duration DAY = Duration.ofDays(1);
  private static final Duration AGAIN = Duration.ofSeconds(1);
  private static final Duration REFRESHED = Duration.ofMinutes(1);

  private final Redis redis;
  private final RedisNodes nodes;
  private final UserHash hash;
  private final View view;
  private final Delay delay;

  /// What this node has said: its users, and what they view.
  private final Map<String, Set<String>> said = new ConcurrentHashMap<>();

  /// Of whom Redis may not have what was said.
  private final Set<String> unsaid = ConcurrentHashMap.newKeySet();

  public RedisWhereabouts(Redis redis, RedisNodes nodes, Delay delay, InstantSource clock) {
    this.redis = redis;
    this.nodes = nodes;
    this.hash = new UserHash(redis, nodes);
    this.view = new View(redis, clock);
    this.delay = delay;
  }

  /// Keeps it true from now on.
  ///
  /// @param gone hears who is online nowhere any more because their node died
  public void begin(Consumer<String> gone) {
    nodes.onRewrite(this::writeAll);
    nodes.onReap((nodeId, lastSign) -> reap(nodeId, gone));
    delay.after(REFRESHED, this::refresh);
    delay.after(AGAIN, this::sayAgain);
  }

  static String users(String nodeId) {
    return "parley:users:" + nodeId;
  }

  @Override
  public boolean arrived(String userId) {
    said.putIfAbsent(userId, ConcurrentHashMap.newKeySet());
    return tell(
        userId,
        () -> {
          redis.ask(commands -> commands.sadd(users(nodes.self()), LeaseText.bytes(userId)));
          var first = hash.set(userId, nodes.self(), "");
          view.online(List.of(userId));
          return first;
        });
  }

  @Override
  public boolean left(String userId) {
    said.remove(userId);
    return leave(userId);
  }

  @Override
  public void alive(String userId) {
    view.alive(userId);
  }

  private boolean leave(String userId) {
    return tell(
        userId,
        () -> {
          var last = hash.clear(userId, nodes.self(), "");
          redis.ask(commands -> commands.srem(users(nodes.self()), LeaseText.bytes(userId)));
          if (last) {
            view.offline(userId);
          }
          return last;
        });
  }

  @Override
  public boolean began(String userId, String conversationId) {
    said.computeIfAbsent(userId, id -> ConcurrentHashMap.newKeySet()).add(conversationId);
    return tell(
        userId,
        () -> {
          var first = hash.set(userId, nodes.self(), conversationId);
          view.began(userId, conversationId);
          return first;
        });
  }

  @Override
  public boolean stopped(String userId, String conversationId) {
    said.getOrDefault(userId, Set.of()).remove(conversationId);
    return tell(
        userId,
        () -> {
          var last = hash.clear(userId, nodes.self(), conversationId);
          if (last) {
            view.stopped(userId, conversationId);
          }
          return last;
        });
  }

  private interface Asking {
    boolean ask();
  }

  private boolean tell(String userId, Asking asking) {
    try {
      return asking.ask();
    } catch (RedisException e) {
      unsaid.add(userId);
      return true;
    }
  }

  private void sayAgain() {
    try {
      for (var userId : List.copyOf(unsaid)) {
        unsaid.remove(userId);
        reconcile(userId);
      }
    } catch (RedisException e) {
      LOG.log(Level.DEBUG, "Redis is away", e);
    } finally {
      delay.after(AGAIN, this::sayAgain);
    }
  }

  /// Makes Redis have what this node has of a user, whatever failed before.
  private void reconcile(String userId) {
    try {
      for (var conversationId : hash.viewed(userId, nodes.self())) {
        if (!said.getOrDefault(userId, Set.of()).contains(conversationId)) {
          stopped(userId, conversationId);
        }
      }
    } catch (RedisException e) {
      unsaid.add(userId);
      throw e;
    }
    var viewed = said.get(userId);
    if (viewed != null) {
      arrived(userId);
      viewed.forEach(conversationId -> began(userId, conversationId));
    }
    if (viewed == null || !said.containsKey(userId)) { // gone, perhaps meanwhile
      leave(userId);
    }
    repairView(userId);
  }

  /// What failed may have taken effect all the same: then nobody was the last, and the view stayed.
  private void repairView(String userId) {
    try {
      for (var conversationId : view.rooms(userId)) {
        if (hash.viewers(Set.of(userId), conversationId).isEmpty()) {
          view.stopped(userId, conversationId);
        }
      }
      if (hash.online(Set.of(userId)).isEmpty()) {
        view.offline(userId);
      }
    } catch (RedisException e) {
      unsaid.add(userId);
      throw e;
    }
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
      return hash.viewers(view.viewers(conversationId), conversationId);
    } catch (RedisException e) {
      return Set.of();
    }
  }

  /// Others may have cleared up behind this node, or Redis has come back empty.
  private void writeAll() {
    unsaid.addAll(said.keySet());
  }

  private void refresh() {
    try {
      var users = List.copyOf(said.keySet());
      view.online(users);
      // Who left meanwhile may just have been written again.
      users.stream().filter(userId -> !said.containsKey(userId)).forEach(unsaid::add);
    } catch (RedisException e) {
      LOG.log(Level.DEBUG, "Redis is away", e);
    } finally {
      delay.after(REFRESHED, this::refresh);
    }
  }

  /// Clears up behind a dead node.
  private void reap(String nodeId, Consumer<String> gone) {
    for (var member : redis.ask(commands -> commands.smembers(users(nodeId)))) {
      if (redis.ask(commands -> commands.exists(RedisNodes.key(nodeId))) > 0) {
        return; // it was only asleep, and writes everything again
      }
      var userId = LeaseText.text(member);
      for (var conversationId : hash.viewed(userId, nodeId)) {
        if (hash.clear(userId, nodeId, conversationId)) {
          view.stopped(userId, conversationId);
        }
      }
      if (hash.clear(userId, nodeId, "")) {
        view.offline(userId);
        gone.accept(userId);
      }
    }
    redis.ask(commands -> commands.del(users(nodeId)));
  }

  /// The documented view.
  private record View(Redis redis, InstantSource clock) {
    void online(Collection<String> userIds) {
      var now = LeaseText.bytes(Long.toString(clock.millis()));
      var day = SetArgs.Builder.ex(DAY);
      var _ = redis.askEach(userIds, to -> id -> to.set("online_users:" + id, now, day));
    }

    /// Without waiting, and only while the user is online: what overtakes a farewell is nothing.
    void alive(String userId) {
      var commands = redis.commands();
      if (commands != null) {
        var now = LeaseText.bytes(Long.toString(clock.millis()));
        var _ = commands.set("online_users:" + userId, now, SetArgs.Builder.ex(DAY).xx());
      }
    }

    void offline(String userId) {
      redis.ask(commands -> commands.del("online_users:" + userId));
      redis.ask(commands -> commands.del("user_rooms:" + userId));
    }

    void began(String userId, String conversationId) {
      redis.ask(to -> to.sadd("user_rooms:" + userId, LeaseText.bytes(conversationId)));
      redis.ask(to -> to.sadd(participants(conversationId), LeaseText.bytes(userId)));
    }

    void stopped(String userId, String conversationId) {
      redis.ask(to -> to.srem("user_rooms:" + userId, LeaseText.bytes(conversationId)));
      redis.ask(to -> to.srem(participants(conversationId), LeaseText.bytes(userId)));
    }

    List<String> rooms(String userId) {
      return redis.ask(to -> to.smembers("user_rooms:" + userId)).stream()
          .map(LeaseText::text)
          .toList();
    }

    List<String> viewers(String conversationId) {
      return redis.ask(to -> to.smembers(participants(conversationId))).stream()
          .map(LeaseText::text)
          .toList();
    }

    private static String participants(String conversationId) {
      return "conversation_participants:" + conversationId;
    }
  }
}
