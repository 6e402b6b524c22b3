package dev.parley.chat;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Who is here: users with at least one signed-in socket, and who views which conversation. Counts
/// sockets, tells users: a second tab is no second arrival.
public final class Presence {
  /// How long a user may be without a socket before others are told, so that a reload is no news.
  static final Duration GRACE = Duration.ofSeconds(2);

  private final Events events;
  private final Whereabouts elsewhere;
  private final InstantSource clock;
  private final Delay delay;

  private final Map<String, Integer> sockets = new HashMap<>();

  /// Users whom others take for online: those with sockets and those within the grace.
  private final Map<String, Long> arrivals = new HashMap<>();

  private final Map<String, Map<String, Integer>> viewers = new HashMap<>();
  private long arrival;

  public Presence(Events events, InstantSource clock, Delay delay) {
    this(events, Whereabouts.ALONE, clock, delay);
  }

  /// @param elsewhere knows of the other nodes' users too
  public Presence(Events events, Whereabouts elsewhere, InstantSource clock, Delay delay) {
    this.events = events;
    this.elsewhere = elsewhere;
    this.clock = clock;
    this.delay = delay;
  }

  /// One socket more.
  public synchronized void connected(String userId) {
    if (sockets.merge(userId, 1, Integer::sum) == 1 && arrivals.put(userId, ++arrival) == null) {
      events.publish(new ChatEvent.PresenceChanged(userId, true, clock.instant()));
    }
  }

  /// One socket less.
  public synchronized void disconnected(String userId) {
    if (sockets.merge(userId, -1, Presence::orNone) == null) {
      var left = arrivals.get(userId);
      delay.after(GRACE, () -> tellOffline(userId, left == null ? 0 : left));
    }
  }

  /// A socket says that its user is here.
  public void alive(String userId) {
    elsewhere.alive(userId);
  }

  private synchronized void tellOffline(String userId, long left) {
    if (!sockets.containsKey(userId) && arrivals.remove(userId, left)) {
      events.publish(new ChatEvent.PresenceChanged(userId, false, clock.instant()));
    }
  }

  /// On any node, as all that says nothing else. Within the grace they are: who asks meanwhile is
  /// told of no return.
  public boolean isOnline(String userId) {
    return !online(List.of(userId)).isEmpty();
  }

  /// Who of these is.
  public Set<String> online(Collection<String> userIds) {
    var online = new HashSet<String>();
    var others = new ArrayList<String>();
    synchronized (this) {
      userIds.forEach(id -> (arrivals.containsKey(id) ? online : others).add(id));
    }
    if (!others.isEmpty()) {
      online.addAll(elsewhere.online(others));
    }
    return online;
  }

  /// Everybody who is.
  public Set<String> online() {
    var all = new HashSet<>(elsewhere.online());
    all.addAll(onlineHere());
    return all;
  }

  /// Who has a socket on this node.
  public synchronized Set<String> onlineHere() {
    return Set.copyOf(sockets.keySet());
  }

  /// Whom others take for online here: also those who left so lately that nobody was told.
  synchronized Set<String> here() {
    return Set.copyOf(arrivals.keySet());
  }

  /// One of the user's sockets views a conversation.
  public synchronized void viewing(String userId, String conversationId) {
    var users = viewers.computeIfAbsent(conversationId, id -> new HashMap<>());
    if (users.merge(userId, 1, Integer::sum) == 1) {
      events.publish(new ChatEvent.ViewerChanged(conversationId, userId, true));
    }
  }

  /// One of the user's sockets views it no longer.
  public synchronized void stoppedViewing(String userId, String conversationId) {
    var users = viewers.get(conversationId);
    if (users != null && users.merge(userId, -1, Presence::orNone) == null) {
      events.publish(new ChatEvent.ViewerChanged(conversationId, userId, false));
      if (users.isEmpty()) {
        viewers.remove(conversationId);
      }
    }
  }

  /// Users viewing a conversation, on any node.
  public Set<String> viewersAnywhere(String conversationId) {
    var all = new HashSet<>(elsewhere.viewers(conversationId));
    all.addAll(viewers(conversationId));
    return all;
  }

  /// What is viewed on any node, and by whom.
  ///
  /// @param users of other nodes at most so many are asked after
  public Map<String, Set<String>> viewedAnywhere(int users) {
    var all = new HashMap<String, Set<String>>();
    var others = elsewhere.online().stream().limit(users).toList();
    elsewhere.viewed(others).forEach((id, viewing) -> all.put(id, new HashSet<>(viewing)));
    synchronized (this) {
      viewers.forEach((id, viewing) ->
          all.computeIfAbsent(id, none -> new HashSet<>()).addAll(viewing.keySet()));
    }
    return all;
  }

  /// Users viewing a conversation on this node.
  public synchronized Set<String> viewers(String conversationId) {
    return Set.copyOf(viewers.getOrDefault(conversationId, Map.of()).keySet());
  }

  /// Conversations that somebody views on this node.
  public synchronized Set<String> viewed() {
    return Set.copyOf(viewers.keySet());
  }

  private static @Nullable Integer orNone(Integer count, Integer change) {
    return count + change == 0 ? null : count + change;
  }
}
