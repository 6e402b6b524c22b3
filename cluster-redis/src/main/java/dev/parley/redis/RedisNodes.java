package dev.parley.redis;

import dev.parley.chat.Delay;
import dev.parley.chat.Lru;
import dev.parley.chat.Nodes;
import io.lettuce.core.RedisException;
import io.lettuce.core.SetArgs;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Leases: `parley:node:<id>` holds what a node says of itself and lasts 8 s, renewed every 2 s;
/// `parley:nodes` is the set of their ids. One whose lease ran out stays in the set until a live
/// node has cleared up behind it ([#onReap]).
///
/// While Redis is away, and for as long as a lease lasts after it is back, the nodes known last
/// count as live: nothing is known of them. Renewing waits for nothing else that this node does.
public final class RedisNodes implements Nodes, AutoCloseable {
  /// How long a lease lasts, how often it is renewed, and for how long one must have been held
  /// before it says anything of others'.
  record Lease(Duration lasts, Duration renewed, Duration trusted) {
    static final Lease DEFAULT =
        new Lease(Duration.ofSeconds(8), Duration.ofSeconds(2), Duration.ofSeconds(8));
  }

  static final String ALL = "parley:nodes";
  private static final Logger LOG = System.getLogger(RedisNodes.class.getName());
  static final int ASKED_AT_MOST = 100;
  private static final int REMEMBERED = 1_000;
  private static final Duration CLAIM = Duration.ofSeconds(30);

  private final Redis redis;
  private final Supplier<Node> self;
  private final String id;
  private final Lease lease;
  private final Delay delay;
  private final InstantSource clock;
  private final Map<String, Seen> live = new ConcurrentHashMap<>();
  private final Lru<String, Instant> gone = new Lru<>(REMEMBERED);
  private final Set<String> reaping = ConcurrentHashMap.newKeySet();
  private final List<Lapse> lapses = new CopyOnWriteArrayList<>();
  private final List<Runnable> rewrites = new CopyOnWriteArrayList<>();
  private volatile @Nullable Lapse reaper;
  private volatile boolean closed;

  /// Since when, by System.nanoTime, this node has renewed its lease without a break; null when it
  /// may have run out.
  private volatile @Nullable Long heldSince;

  /// Questions for single nodes since the last look; guarded by this.
  private int asked;

  /// @param at when it surely lived: a lease that is there was renewed as long ago as it lasts
  private record Seen(Node node, Instant at) {}

  /// @param id from [#newId]
  /// @param self what it says of itself, asked at each renewal
  public RedisNodes(Redis redis, String id, Supplier<Node> self, Delay delay, InstantSource clock) {
    this(redis, id, self, delay, clock, Lease.DEFAULT);
  }

  RedisNodes(
      Redis redis, String id, Supplier<Node> self, Delay delay, InstantSource clock, Lease lease) {
    this.redis = redis;
    this.id = id;
    this.self = self;
    this.delay = delay;
    this.clock = clock;
    this.lease = lease;
  }

  /// An id for a node that starts.
  public static String newId() {
    var bytes = new byte[ID_LENGTH * 6 / 8];
    new SecureRandom().nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  static String key(String nodeId) {
    return "parley:node:" + nodeId;
  }

  /// Takes the lease, if Redis is there, and keeps it from now on.
  public void begin() {
    redis.connect();
    renewAgain();
    lookAgain();
  }

  @Override
  public String self() {
    return id;
  }

  @Override
  public Collection<Node> live() {
    var nodes = new ArrayList<Node>();
    nodes.add(self.get());
    live.values().forEach(seen -> nodes.add(seen.node()));
    return nodes;
  }

  @Override
  public @Nullable Node live(String nodeId) {
    if (nodeId.equals(id)) {
      return self.get();
    }
    var known = live.get(nodeId);
    if (known != null || nodeId.length() != ID_LENGTH) {
      return known == null ? null : known.node();
    }
    if (!mayAsk()) {
      return null;
    }
    try {
      var found = LeaseText.read(nodeId, redis.ask(commands -> commands.get(key(nodeId))));
      if (found != null) {
        live.put(nodeId, new Seen(found, clock.instant().minus(lease.lasts())));
      }
      return found;
    } catch (RedisException e) {
      return null;
    }
  }

  /// Ids come from clients, who may invent them: what is asked for them has a bound. Each look
  /// makes all nodes known, so that whoever is turned away here is asked for once too early at
  /// worst.
  private synchronized boolean mayAsk() {
    return asked++ < ASKED_AT_MOST;
  }

  private synchronized void looked() {
    asked = 0;
  }

  @Override
  public void onLapse(Lapse listener) {
    lapses.add(listener);
  }

  /// Who clears up behind a lapsed node; called on one live node at a time, again if that one
  /// fails.
  public void onReap(Lapse reaper) {
    this.reaper = reaper;
  }

  /// Runs whenever this node's lease was gone: others may have cleared up behind it, or Redis may
  /// have come back empty.
  public void onRewrite(Runnable rewrite) {
    rewrites.add(rewrite);
  }

  private void renewAgain() {
    try {
      renew();
    } catch (RedisException e) {
      heldSince = null;
      LOG.log(Level.DEBUG, "Redis is away", e);
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "This node's lease was not renewed", e);
    } finally {
      later(this::renewAgain);
    }
  }

  private void lookAgain() {
    try {
      look();
    } catch (RedisException e) {
      LOG.log(Level.DEBUG, "Redis is away", e);
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "A look at the other nodes failed", e);
    } finally {
      looked();
      later(this::lookAgain);
    }
  }

  private void later(Runnable task) {
    if (!closed) {
      delay.after(lease.renewed(), task);
    }
  }

  private synchronized void renew() {
    if (closed) {
      return;
    }
    var text = LeaseText.write(self.get());
    // Each time: whoever cleared up behind it may have taken it out after it came back.
    redis.ask(commands -> commands.sadd(ALL, LeaseText.bytes(id)));
    var renewed = SetArgs.Builder.px(lease.lasts()).xx();
    if (redis.ask(commands -> commands.set(key(id), text, renewed)) == null) {
      heldSince = null; // a look that finds it taken again may be under way
      redis.ask(commands -> commands.set(key(id), text, SetArgs.Builder.px(lease.lasts())));
      heldSince = System.nanoTime();
      rewrites.forEach(Runnable::run);
    } else if (heldSince == null) {
      heldSince = System.nanoTime();
    }
  }

  private void look() {
    var ids = ids().stream().filter(other -> !other.equals(id)).toList();
    var leases = redis.askEach(ids, commands -> other -> commands.get(key(other)));
    var telling = ownLeaseTells();
    for (var i = 0; i < ids.size(); i++) {
      var node = LeaseText.read(ids.get(i), leases.get(i));
      if (node != null) {
        lives(node);
      } else if (telling) {
        lapsed(ids.get(i));
        reapBeside(ids.get(i));
      }
    }
    if (telling) {
      live.keySet().stream().filter(known -> !ids.contains(known)).toList().forEach(this::lapsed);
    }
  }

  private List<String> ids() {
    return redis.ask(commands -> commands.smembers(ALL)).stream().map(LeaseText::text).toList();
  }

  /// Whether a lease that is not there is one that its node did not renew. After Redis was away, or
  /// this node asleep, all may have run out: the others get as long to renew theirs.
  private boolean ownLeaseTells() {
    if (redis.<Long>ask(commands -> commands.exists(key(id))) == 0) {
      heldSince = null;
    }
    var since = heldSince;
    return since != null && System.nanoTime() - since >= lease.trusted().toNanos();
  }

  /// What one told that lived on without the others may have been heard by nobody.
  private void lives(Node node) {
    live.put(node.id(), new Seen(node, clock.instant().minus(lease.lasts())));
    var lastSign = gone.remove(node.id());
    if (lastSign != null) {
      tell(listener -> listener.returned(node.id(), lastSign));
    }
  }

  private void lapsed(String nodeId) {
    var known = live.remove(nodeId);
    if (known != null) {
      gone.put(nodeId, known.at());
      tell(listener -> listener.lapsed(nodeId, known.at()));
    }
  }

  private void tell(Consumer<Lapse> what) {
    lapses.forEach(listener -> Thread.startVirtualThread(() -> what.accept(listener)));
  }

  private void reapBeside(String nodeId) {
    if (reaping.add(nodeId)) {
      Thread.startVirtualThread(() -> {
        try {
          reap(nodeId);
        } catch (RedisException e) {
          LOG.log(Level.DEBUG, "Redis is away", e);
        } finally {
          reaping.remove(nodeId);
        }
      });
    }
  }

  private void reap(String nodeId) {
    var doer = reaper;
    var terms = SetArgs.Builder.nx().px(CLAIM);
    if (redis.ask(commands -> commands.set(claim(nodeId), LeaseText.bytes(id), terms)) == null) {
      return;
    }
    try {
      if (!ids().contains(nodeId)) {
        return; // another one has ended it since this one looked
      }
      if (doer != null) {
        doer.lapsed(nodeId, clock.instant());
      }
      redis.ask(commands -> commands.srem(ALL, LeaseText.bytes(nodeId)));
    } finally {
      redis.ask(commands -> commands.del(claim(nodeId)));
    }
  }

  private static String claim(String nodeId) {
    return "parley:reap:" + nodeId;
  }

  /// Whether a node may be cleared up behind: one that has begun and will go on, since the claim
  /// lasts from now on as long again, and the node has not come back. Whoever takes its lease and
  /// then asks [#isBeingReaped] can't be missed by both.
  boolean mayReap(String nodeId) {
    return redis.<Boolean>ask(commands -> commands.pexpire(claim(nodeId), CLAIM))
        && redis.<Long>ask(commands -> commands.exists(key(nodeId))) == 0;
  }

  /// Whether another node clears up behind this one, that was taken for dead: until it has ended,
  /// what this one writes may be taken away again.
  boolean isBeingReaped() {
    return redis.<Long>ask(commands -> commands.exists(claim(id))) > 0;
  }

  /// Gives the lease up: the others need not wait for its end.
  @Override
  public synchronized void close() {
    closed = true;
    try {
      redis.ask(commands -> commands.del(key(id)));
    } catch (RedisException e) {
      LOG.log(Level.DEBUG, "Redis is away", e);
    }
  }
}
