package dev.parley.gateway;

import dev.parley.chat.Delay;
import dev.parley.chat.Entry;
import dev.parley.chat.EntryLog;
import dev.parley.chat.Lru;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Hands each conversation's entries on in the order of their revisions, each once, from wherever
/// they come. The next one goes on at once, one that was handed on is dropped, and at a hole the
/// later ones wait a moment for what is on its way; then what is missing is read from the store.
///
/// Of a conversation that this node has not met, nothing tells which revision is the next: its
/// first ones wait as at a hole, and then go on without reading.
///
/// All calls about one conversation run in its lane, but for [#places].
final class Gate {
  static final Duration PATIENCE = Duration.ofMillis(100);

  /// More than this many missing are not pushed: clients ask for them.
  static final int FILLED = 100;

  private static final Duration RETRY = Duration.ofSeconds(1);
  private static final int KEPT = 50_000;

  /// Where what was missing goes.
  interface Handover {
    /// One change read from the store.
    void missed(Entry entry, boolean created);

    /// Too many to hand on.
    void missedTooMany(String conversationId);
  }

  /// How far a conversation was handed on.
  ///
  /// @param seq the highest of any entry; what comes with a higher one is new
  record Place(long rev, long seq) {
    Place with(long rev, long seq) {
      return new Place(Math.max(rev, this.rev), Math.max(seq, this.seq));
    }
  }

  private record Waiting(long seq, Runnable delivery) {}

  private static final class State {
    /// Null until known.
    volatile @Nullable Place place;

    final TreeMap<Long, Waiting> waiting = new TreeMap<>();
    boolean timed;
  }

  private final Lanes lanes;
  private final Delay delay;
  private final EntryLog log;
  private final Handover handover;
  private final Lru<String, State> states = new Lru<>(KEPT);

  Gate(Lanes lanes, Delay delay, EntryLog log, Handover handover) {
    this.lanes = lanes;
    this.delay = delay;
    this.log = log;
    this.handover = handover;
  }

  private State state(String conversationId) {
    return states.merge(conversationId, new State(), (old, fresh) -> old);
  }

  /// One entry: handed on when it is its turn.
  void offer(String conversationId, long rev, long seq, Runnable delivery) {
    var state = state(conversationId);
    if (state.place == null && rev == 1) {
      state.place = new Place(0, 0);
    }
    var place = state.place;
    if (place == null || rev > place.rev()) {
      state.waiting.putIfAbsent(rev, new Waiting(seq, delivery));
      advance(conversationId, state);
    }
  }

  /// Says how far a conversation was handed on before this node met it; nothing when it has.
  void begin(String conversationId, Place place) {
    var state = state(conversationId);
    if (state.place == null) {
      state.place = place;
      advance(conversationId, state);
    }
  }

  /// Says that a conversation has come to `rev`: what does not arrive in a moment is read.
  void reached(String conversationId, long rev) {
    var state = state(conversationId);
    var place = state.place;
    if (place != null && place.rev() < rev) {
      fillAfter(PATIENCE, conversationId, state);
    }
  }

  /// How far those conversations were handed on that this node has met. On any thread.
  Map<String, Place> places() {
    var places = new HashMap<String, Place>();
    states
        .snapshot()
        .forEach((id, state) -> {
          var place = state.place;
          if (place != null) {
            places.put(id, place);
          }
        });
    return places;
  }

  private void advance(String conversationId, State state) {
    for (var place = state.place; place != null && !state.waiting.isEmpty(); place = state.place) {
      var rev = state.waiting.firstKey();
      if (rev > place.rev() + 1) {
        fillAfter(PATIENCE, conversationId, state);
        return;
      }
      var next = state.waiting.pollFirstEntry().getValue();
      if (rev > place.rev()) {
        deliver(conversationId, state, next);
        state.place = place.with(rev, next.seq());
      }
    }
    if (!state.waiting.isEmpty()) {
      fillAfter(PATIENCE, conversationId, state);
    }
  }

  /// One that fails, such as when the store is away, is handed on again with what is missing.
  private void deliver(String conversationId, State state, Waiting next) {
    try {
      next.delivery().run();
    } catch (RuntimeException e) {
      fillAfter(RETRY, conversationId, state);
      throw e;
    }
  }

  private void fillAfter(Duration wait, String conversationId, State state) {
    if (!state.timed) {
      state.timed = true;
      delay.after(
          wait, () -> lanes.run(conversationId, () -> patienceIsOver(conversationId, state)));
    }
  }

  private void patienceIsOver(String conversationId, State state) {
    state.timed = false;
    if (state.place != null) {
      try {
        fill(conversationId, state);
      } catch (RuntimeException e) {
        fillAfter(RETRY, conversationId, state);
        throw e;
      }
    } else if (!state.waiting.isEmpty()) {
      var first = state.waiting.firstEntry();
      state.place = new Place(first.getKey() - 1, first.getValue().seq() - 1);
    }
    advance(conversationId, state);
  }

  private void fill(String conversationId, State state) {
    var missing = log.changed(conversationId, place(state).rev(), FILLED + 1);
    if (missing.size() > FILLED) {
      var head = log.head(conversationId);
      handover.missedTooMany(conversationId);
      state.place = place(state).with(head.rev(), head.seq());
      return;
    }
    for (var entry : missing) {
      handover.missed(entry, isNew(entry, place(state)));
      state.place = place(state).with(entry.rev(), entry.seq());
    }
  }

  private static Place place(State state) {
    var place = state.place;
    if (place == null) {
      throw new IllegalStateException("not known yet");
    }
    return place;
  }

  /// One that was created and changed while it was missing comes as new, as it is now.
  private static boolean isNew(Entry entry, Place place) {
    return entry.seq() > place.seq() || entry.updatedAt().equals(entry.createdAt());
  }
}
