package dev.parley.gateway;

import dev.parley.chat.Delay;
import dev.parley.chat.Entry;
import dev.parley.chat.EntryLog;
import dev.parley.chat.Lru;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Hands each conversation's entries on in the order of their revisions, each once, from wherever
/// they come. The next one goes on at once, one that was handed on is dropped, and at a hole the
/// later ones wait a moment for what is on its way; then what is missing is read from the store.
///
/// Of a conversation that this node has not met, nothing tells which revision is the next: its
/// first ones wait as at a hole, and then go on without reading.
///
/// All calls about one conversation run in its lane, but for [#known] and [#looking].
final class Gate {
  static final Duration PATIENCE = Duration.ofMillis(100);

  /// More than this many missing are not pushed: clients ask for them.
  static final int FILLED = 100;

  private static final Duration RETRY = Duration.ofSeconds(1);
  private static final int KEPT = 50_000;

  /// So many wait at once in all, and one more for each conversation; what is beyond is read.
  private static final int WAITING = 20_000;

  /// Where what was missing goes.
  interface Handover {
    /// One change read from the store.
    void missed(Entry entry, boolean created);

    /// Too many to hand on.
    ///
    /// @param missed true for them, of the entries of that log
    void missedTooMany(String conversationId, Predicate<Entry> missed);
  }

  /// How far a conversation was handed on: every change up to `rev`, and every entry up to `seq` as
  /// a new one.
  record Place(long rev, long seq) {}

  /// One change of a log.
  ///
  /// @param before the highest seq until then
  /// @param after the highest seq with it: one more if it made an entry
  record Step(long rev, long before, long after) {
    static Step of(Entry entry, boolean created, long lastSeq) {
      return created
          ? new Step(entry.rev(), entry.seq() - 1, entry.seq())
          : new Step(entry.rev(), lastSeq, lastSeq);
    }
  }

  private record Waiting(Step step, Runnable delivery) {}

  private static final class State {
    /// Null until known.
    volatile @Nullable Place place;

    final TreeMap<Long, Waiting> waiting = new TreeMap<>();
    boolean timed;

    /// Whether one came that could not wait here.
    boolean more;

    /// While the place is not known: before what is surely missing.
    @Nullable Place from;

    State(@Nullable Place place) {
      this.place = place;
    }

    boolean rests() {
      return !timed && waiting.isEmpty() && from == null;
    }
  }

  private final Lanes lanes;
  private final Delay delay;
  private final EntryLog log;
  private final Handover handover;
  private final AtomicInteger waiting = new AtomicInteger();
  private volatile boolean looking;

  /// Those where something waits; the others may be forgotten when they are many.
  private final Map<String, State> busy = new ConcurrentHashMap<>();

  private final Lru<String, Place> resting = new Lru<>(KEPT);

  Gate(Lanes lanes, Delay delay, EntryLog log, Handover handover) {
    this.lanes = lanes;
    this.delay = delay;
    this.log = log;
    this.handover = handover;
  }

  private void with(String conversationId, Consumer<State> action) {
    var known = busy.get(conversationId);
    var state = known == null ? new State(resting.get(conversationId)) : known;
    try {
      action.accept(state);
    } finally {
      var place = state.place;
      if (place != null) {
        resting.put(conversationId, place);
      }
      if (state.rests()) {
        busy.remove(conversationId);
      } else {
        busy.put(conversationId, state);
      }
    }
  }

  /// One entry: handed on when it is its turn.
  void offer(String conversationId, Step step, Runnable delivery) {
    with(
        conversationId,
        state -> {
          if (state.place == null && step.rev() == 1) {
            state.place = new Place(0, 0);
          }
          var place = state.place;
          if (place == null || step.rev() > place.rev()) {
            keep(state, step, delivery);
            advance(conversationId, state);
          }
        });
  }

  private void keep(State state, Step step, Runnable delivery) {
    if (state.waiting.putIfAbsent(step.rev(), new Waiting(step, delivery)) == null
        && (waiting.incrementAndGet() > WAITING || state.waiting.size() > FILLED)
        && state.waiting.size() > 1) {
      state.waiting.pollLastEntry();
      waiting.decrementAndGet();
      state.more = true;
    }
  }

  /// Says how far a conversation was handed on before this node met it; nothing when it has.
  void begin(String conversationId, Place place) {
    with(
        conversationId,
        state -> {
          if (state.place == null) {
            state.place = lower(place, state.from);
            state.from = null;
            advance(conversationId, state);
          }
        });
  }

  private static Place lower(Place one, @Nullable Place other) {
    return other == null || one.rev() <= other.rev() ? one : other;
  }

  /// Says that a conversation went on from there to `rev`, and not all of it could be told.
  void announced(String conversationId, Place from, long rev) {
    with(
        conversationId,
        state -> {
          var place = state.place;
          if (place == null) {
            state.from = lower(from, state.from);
          }
          if (place == null || place.rev() < rev) {
            fillAfter(PATIENCE, conversationId, state);
          }
        });
  }

  /// Says that a conversation has come to `rev`: what does not arrive in a moment is read.
  void reached(String conversationId, long rev) {
    with(
        conversationId,
        state -> {
          var place = state.place;
          if (place != null && place.rev() < rev) {
            fillAfter(PATIENCE, conversationId, state);
          }
        });
  }

  /// The conversations that this node has met. On any thread.
  Set<String> known() {
    var known = new HashSet<>(resting.snapshot().keySet());
    busy.forEach((id, state) -> {
      if (state.place != null) {
        known.add(id);
      }
    });
    return known;
  }

  /// Whether something looks for what was missed: until it has ended, what comes of a conversation
  /// that this node has not met may not be the first. On any thread.
  void looking(boolean isLooking) {
    looking = isLooking;
  }

  private void advance(String conversationId, State state) {
    for (var place = state.place; place != null && !state.waiting.isEmpty(); place = state.place) {
      var rev = state.waiting.firstKey();
      if (rev > place.rev() + 1) {
        break;
      }
      var next = state.waiting.pollFirstEntry().getValue();
      waiting.decrementAndGet();
      if (rev > place.rev()) {
        deliver(conversationId, state, next);
        state.place = new Place(rev, Math.max(place.seq(), next.step().after()));
      }
    }
    if (!state.waiting.isEmpty() || state.more || state.from != null) {
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
          wait,
          () ->
              lanes.run(
                  conversationId,
                  () -> with(conversationId, now -> patienceIsOver(conversationId, now))));
    }
  }

  private void patienceIsOver(String conversationId, State state) {
    state.timed = false;
    var reading = state.place != null || state.from != null;
    if (state.place == null && !looking) {
      state.place = assumed(state);
      state.from = null;
    }
    if (state.place != null && (reading || state.more)) {
      try {
        fill(conversationId, state);
      } catch (RuntimeException e) {
        fillAfter(RETRY, conversationId, state);
        throw e;
      }
    }
    advance(conversationId, state);
  }

  /// Before the first of what came of it, and what is surely missing.
  private static @Nullable Place assumed(State state) {
    if (state.waiting.isEmpty()) {
      return state.from;
    }
    var first = state.waiting.firstEntry().getValue().step();
    return lower(new Place(first.rev() - 1, first.before()), state.from);
  }

  private void fill(String conversationId, State state) {
    var missing = log.changed(conversationId, place(state).rev(), FILLED + 1);
    if (missing.size() > FILLED) {
      var head = log.head(conversationId);
      var border = place(state).seq();
      handover.missedTooMany(conversationId, entry -> entry.seq() > border);
      state.place = new Place(head.rev(), head.seq());
    } else {
      handOn(state, missing);
    }
    state.more = false;
  }

  /// In the order of their revisions; but one that was created before another of them comes before
  /// it, as it is now, whatever became of it since. What fails in between goes on from there.
  private void handOn(State state, List<Entry> missing) {
    var border = place(state).seq();
    var created = new ArrayDeque<Entry>();
    missing.stream()
        .filter(entry -> entry.seq() > border)
        .sorted(Comparator.comparingLong(Entry::seq))
        .forEach(created::add);
    for (var entry : missing) {
      if (entry.seq() <= border) {
        handover.missed(entry, false);
      }
      while (!created.isEmpty() && created.getFirst().seq() <= entry.seq()) {
        var next = created.getFirst();
        handover.missed(next, true);
        created.removeFirst();
        state.place = new Place(place(state).rev(), next.seq());
      }
      state.place = new Place(entry.rev(), place(state).seq());
    }
  }

  private static Place place(State state) {
    var place = state.place;
    if (place == null) {
      throw new IllegalStateException("not known yet");
    }
    return place;
  }
}
