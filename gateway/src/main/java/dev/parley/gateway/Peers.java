package dev.parley.gateway;

import dev.parley.chat.Bus;
import dev.parley.gateway.Envelopes.Posted;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;

/// What this node tells the others, and what it has to say again: of a log's change that reached
/// nobody the others hear that it happened, and events are repeated. Marks, typing and comings and
/// goings are not: the next one says it, or nobody needs it any more.
final class Peers {
  private static final int REPEATED = 10_000;

  private record Unheard(String key, Envelope envelope) {}

  private final Bus bus;
  private final String nodeId;

  // Guarded by this.
  private final Map<String, Envelope.Head> heads = new HashMap<>();
  private final Queue<Unheard> events = new ArrayDeque<>();

  Peers(Bus bus, String nodeId) {
    this.bus = bus;
    this.nodeId = nodeId;
  }

  boolean isOwn(Posted posted) {
    return posted.nodeId().equals(nodeId);
  }

  /// Returns at once.
  void tell(String key, Envelope envelope) {
    bus.publish(key, Envelopes.write(nodeId, envelope));
  }

  /// What was told may have reached nobody.
  void lost(String key, byte[] message) {
    var posted = Envelopes.read(message);
    if (posted == null) {
      return;
    }
    switch (posted.envelope()) {
      case Envelope.Message m -> missing(m.conversationId(), m.rev(), m.seq(), m.rev());
      case Envelope.Notice n -> missing(n.conversationId(), n.rev(), n.seq(), n.rev());
      case Envelope.Head h -> missing(h.conversationId(), h.fromRev(), h.fromSeq(), h.toRev());
      case Envelope.Told told -> repeatLater(key, told);
      case Envelope.ToUsers u -> {}
      case Envelope.ToViewers v -> {}
      case Envelope.Status s -> {}
    }
  }

  private synchronized void missing(String conversationId, long fromRev, long fromSeq, long toRev) {
    heads.merge(
        conversationId,
        new Envelope.Head(conversationId, fromRev, fromSeq, toRev),
        (one, other) ->
            new Envelope.Head(
                conversationId,
                Math.min(one.fromRev(), other.fromRev()),
                Math.min(one.fromSeq(), other.fromSeq()),
                Math.max(one.toRev(), other.toRev())));
  }

  private synchronized void repeatLater(String key, Envelope.Told told) {
    if (events.size() == REPEATED) {
      events.remove();
    }
    events.add(new Unheard(key, told));
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
