package dev.parley.gateway;

import dev.parley.chat.Bus;
import dev.parley.chat.ChatEvent;
import dev.parley.chat.ConversationStore;
import dev.parley.chat.Delay;
import dev.parley.chat.Entry;
import dev.parley.chat.EntryLog;
import dev.parley.chat.Events;
import dev.parley.chat.Nodes;
import dev.parley.chat.Rosters;
import dev.parley.chat.Whereabouts;
import java.time.Duration;
import java.time.Instant;

/// This node as one of many: what happens here is told to the others, what they tell reaches this
/// node's sockets, and what was missed is found. Stands before [Deliveries], which do all of it for
/// a server that is alone.
public final class Cluster implements Events, Bus.Listener {
  private static final Duration COMPARED = Duration.ofSeconds(30);
  private static final Duration FORGOTTEN = Duration.ofSeconds(1);

  /// What nodes share.
  public record Ports(Bus bus, Nodes nodes, Whereabouts whereabouts) {}

  /// What they have in common.
  public record Stored(EntryLog log, ConversationStore conversations) {}

  private final Ports ports;
  private final Caches caches;
  private final Delay delay;
  private final Peers peers;
  private final CatchUp catchUp;
  private final ClusterDeliveries outgoing;
  private final ClusterInbox incoming;
  private volatile boolean interrupted;
  private volatile boolean closed;

  public Cluster(Ports ports, Deliveries deliveries, Stored stored, Caches caches, Delay delay) {
    this.ports = ports;
    this.caches = caches;
    this.delay = delay;
    this.peers = new Peers(ports.bus(), ports.nodes().self());
    var rosters = caches.rosters();
    var gate = new Gate(deliveries.lanes(), delay, stored.log(), new Missed(deliveries, rosters));
    this.catchUp = new CatchUp(stored.log(), stored.conversations(), deliveries, gate);
    this.outgoing = new ClusterDeliveries(deliveries, peers, rosters, ports.whereabouts(), gate);
    this.incoming = new ClusterInbox(deliveries, stored.log(), caches, gate);
    deliveries.directory().join(peers);
  }

  /// Begins to hear the others; to be called once, before the first client.
  public void open() {
    caches.profiles().onChange(userId -> publish(new ChatEvent.UserChanged(userId)));
    ports.nodes().onLapse((nodeId, lastSign) -> catchUp.since(lastSign));
    ports.bus().open(this);
    delay.after(COMPARED, this::compare);
  }

  /// From here on nothing is looked after any more.
  public void close() {
    closed = true;
  }

  /// A user is online nowhere any more because their node died.
  public void gone(String userId, Instant at) {
    outgoing.gone(new ChatEvent.PresenceChanged(userId, false, at));
  }

  @Override
  public void publish(ChatEvent event) {
    outgoing.publish(event);
  }

  @Override
  public void received(byte[] message) {
    var posted = Envelopes.read(message);
    if (posted != null && !peers.isOwn(posted)) {
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
    peers.repeat();
    Thread.startVirtualThread(() -> catchUp.since(since));
  }

  @Override
  public void lost(String key, byte[] message) {
    peers.lost(key, message);
  }

  private void compare() {
    if (closed) {
      return;
    }
    try {
      peers.repeat();
      catchUp.known();
    } finally {
      delay.after(COMPARED, this::compare);
    }
  }

  /// Where entries go that no node told in time.
  private record Missed(Deliveries deliveries, Rosters rosters) implements Gate.Handover {
    @Override
    public void missed(Entry entry, boolean created) {
      deliveries.entries().committed(entry, created);
    }

    @Override
    public void missedTooMany(String conversationId) {
      deliveries.directory().sync(rosters.of(conversationId).userIds());
    }
  }
}
