package dev.parley.gateway;

import dev.parley.chat.Bus;
import dev.parley.gateway.Envelopes.Posted;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;

/// What this node tells the others, and what it has to say again: of a log's change that reached
/// nobody the others hear that it happened, and events are repeated. Marks, typing and comings and
/// goings are not: the next one says it, or nobody needs it any more.
final class Peers {
  private static final int REPEATED = 10_000;

  /// Clocks of nodes may differ by that much, and a message be under way that long.
  private static final Duration SLACK = Duration.ofSeconds(10);

  private record Unheard(String key, Envelope envelope) {}

  private final Bus bus;
  private final String nodeId;
  private final Lately lately;

  // Guarded by this.
  private final Map<String, Envelope.Head> heads = new HashMap<>();
  private final Queue<Unheard> events = new ArrayDeque<>();

  Peers(Bus bus, String nodeId, InstantSource clock) {
    this.bus = bus;
    this.nodeId = nodeId;
    this.lately = new Lately(clock);
  }

  Lately lately() {
    return lately;
  }

  boolean isOwn(Posted posted) {
    return posted.nodeId().equals(nodeId);
  }

  /// Returns at once.
  void tell(String key, Envelope envelope) {
    lately.told(envelope);
    bus.publish(key, Envelopes.write(nodeId, envelope));
  }

  /// What was told may have reached nobody.
  void lost(String key, byte[] message) {
    var posted = Envelopes.read(message);
    if (posted == null) {
      return;
    }
    switch (posted.envelope()) {
      case Envelope.Message m -> missing(m.conversationId(), m.rev(), m.seqBefore() + 1, m.rev());
      case Envelope.Notice n -> missing(n.conversationId(), n.rev(), n.seq(), n.rev());
      case Envelope.Head h -> missing(h.conversationId(), h.fromRev(), h.fromSeq(), h.toRev());
      case Envelope.Told told -> repeatLater(key, told);
      case Envelope.ToUsers u -> {}
      case Envelope.ToViewers v -> {}
      case Envelope.Status s -> {}
      case Envelope.Missed m -> {}
      case Envelope.Kicked k -> {}
      case Envelope.Departed d -> {}
    }
  }

  private synchronized void missing(String conversationId, long fromRev, long fromSeq, long toRev) {
    heads.merge(
        conversationId,
        new Envelope.Head(conversationId, fromRev, fromSeq, toRev),
        Envelope.Head::with);
  }

  private synchronized void repeatLater(String key, Envelope.Told told) {
    if (events.size() == REPEATED) {
      events.remove();
    }
    events.add(new Unheard(key, told));
  }

  /// To be called when this node hears again: asks the others for what it may have missed, and says
  /// how far it had told, since a Redis that is no more may have taken that and passed it to
  /// nobody.
  void hearsAgain(Instant since) {
    var from = since.minus(SLACK);
    tell(nodeId, new Envelope.Missed(from.toEpochMilli()));
    lately.headsSince(from).forEach(head -> tell(head.conversationId(), head));
    repeat();
  }

  /// Tells what was lost; to be called when the others hear again.
  void repeat() {
    Map<String, Envelope.Head> unheardHeads;
    Queue<Unheard> unheard;
    synchronized (this) {
      unheardHeads = Map.copyOf(heads);
      unheard = new ArrayDeque<>(events);
      heads.clear();
      events.clear();
    }
    unheard.forEach(one -> tell(one.key(), one.envelope()));
    unheardHeads.forEach(this::tell);
  }
}
