package dev.parley.gateway;

import dev.parley.chat.Bus;
import dev.parley.chat.ChatEvent;
import dev.parley.chat.ConversationStore;
import dev.parley.chat.Delay;
import dev.parley.chat.EntryLog;
import dev.parley.chat.Events;
import dev.parley.chat.Nodes;
import dev.parley.chat.Whereabouts;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicBoolean;

/// This node as one of many: what happens here is told to the others, what they tell reaches this
/// node's sockets, and what was missed is found. Stands before [Deliveries], which do all of it for
/// a server that is alone.
public final class Cluster implements Events, Bus.Listener {
  private static final Logger LOG = System.getLogger(Cluster.class.getName());
  private static final Duration COMPARED = Duration.ofSeconds(30);
  private static final Duration FORGOTTEN = Duration.ofSeconds(1);
  private static final Duration REPEATED = Duration.ofSeconds(1);

  /// What nodes share.
  public record Ports(Bus bus, Nodes nodes, Whereabouts whereabouts) {}

  /// What they have in common.
  ///
  /// @param commits how long one may take
  public record Stored(EntryLog log, ConversationStore conversations, Duration commits) {}

  private final Ports ports;
  private final Caches caches;
  private final Delay delay;
  private final Peers peers;
  private final CatchUp catchUp;
  private final ClusterDeliveries outgoing;
  private final ClusterInbox incoming;
  private final MissedTelling missed;
  private final EndedSessions ended;
  private final AtomicBoolean repeating = new AtomicBoolean();
  private volatile boolean interrupted;
  private volatile boolean closed;

  public Cluster(
      Ports ports,
      Deliveries deliveries,
      Stored stored,
      Caches caches,
      Delay delay,
      InstantSource clock) {
    this.ports = ports;
    this.caches = caches;
    this.delay = delay;
    this.peers = new Peers(ports.bus(), ports.nodes().self(), clock);
    var rosters = caches.rosters();
    var handover = new MissedEntries(deliveries, rosters, stored.log());
    var gate = new Gate(deliveries.lanes(), delay, stored.log(), handover);
    this.catchUp = new CatchUp(stored, deliveries, gate, handover, delay);
    this.outgoing = new ClusterDeliveries(deliveries, peers, rosters, ports.whereabouts(), gate);
    this.incoming = new ClusterInbox(deliveries, stored.log(), caches, gate);
    this.missed =
        new MissedTelling(peers, outgoing, ports.whereabouts(), delay, clock, () -> !interrupted);
    this.ended = new EndedSessions(deliveries.directory(), caches.sessions(), delay);
    deliveries.directory().join(peers);
  }

  /// Begins to hear the others; to be called once, before the first client.
  public void open() {
    caches.profiles().onChange(userId -> publish(new ChatEvent.UserChanged(userId)));
    ports.nodes().onLapse(new Lapsed(catchUp, missed));
    ports.bus().open(this);
    delay.after(COMPARED, this::compare);
  }

  /// From here on nothing is looked after any more.
  public void close() {
    closed = true;
  }

  /// A user is online nowhere any more because their node died; or others may have been told
  /// wrongly, or not at all, how it is.
  public void moved(String userId, boolean online, Instant at) {
    outgoing.moved(new ChatEvent.PresenceChanged(userId, online, at));
  }

  @Override
  public void publish(ChatEvent event) {
    outgoing.publish(event);
  }

  @Override
  public void received(byte[] message) {
    var posted = Envelopes.read(message);
    if (posted == null || peers.isOwn(posted)) {
      return;
    }
    if (posted.envelope() instanceof Envelope.Missed(var since)) {
      missed.since(Instant.ofEpochMilli(since));
    } else {
      incoming.take(posted.envelope());
    }
  }

  @Override
  public void interrupted() {
    interrupted = true;
    forget();
  }

  /// What others change is not heard of now: what is kept of it must not last.
  private void forget() {
    if (interrupted && !closed) {
      caches.forgetAll();
      delay.after(FORGOTTEN, this::forget);
    }
  }

  @Override
  public void restored(Instant since) {
    interrupted = false;
    caches.forgetAll();
    peers.hearsAgain(since);
    missed.since(since);
    catchUp.since(since);
    ended.close();
  }

  @Override
  public void lost(String key, byte[] message) {
    peers.lost(key, message);
    if (repeating.compareAndSet(false, true)) {
      delay.after(REPEATED, this::repeat);
    }
  }

  /// While nothing is heard it waits for the end of that.
  private void repeat() {
    repeating.set(false);
    if (!interrupted && !closed) {
      peers.repeat();
    }
  }

  private void compare() {
    if (closed) {
      return;
    }
    try {
      catchUp.known();
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "Heads could not be compared", e);
    } finally {
      delay.after(COMPARED, this::compare);
    }
  }

  /// What a node did not tell before it died, or told while nobody heard it.
  private record Lapsed(CatchUp catchUp, MissedTelling missed) implements Nodes.Lapse {
    @Override
    public void lapsed(String nodeId, Instant lastSign) {
      catchUp.since(lastSign);
    }

    @Override
    public void returned(String nodeId, Instant lastSign) {
      catchUp.since(lastSign);
      missed.since(lastSign);
    }
  }
}
