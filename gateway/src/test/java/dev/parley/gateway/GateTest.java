package dev.parley.gateway;

import static dev.parley.gateway.TestSocket.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.chat.Draft;
import dev.parley.chat.Edit;
import dev.parley.chat.Entry;
import dev.parley.chat.EntryLog;
import dev.parley.chat.Message;
import dev.parley.chat.Position;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

final class GateTest {
  private static final String ID = "0123456789abcdef01234567";

  private final Time time = new Time();
  private final Lanes lanes = new Lanes();
  private final Stored stored = new Stored();
  private final List<Long> handedOn = new CopyOnWriteArrayList<>();
  private final List<Long> filled = new CopyOnWriteArrayList<>();
  private final List<String> told = new CopyOnWriteArrayList<>();
  private final Set<Long> failing = ConcurrentHashMap.newKeySet();
  private final List<String> tooMany = new CopyOnWriteArrayList<>();
  private final Gate gate =
      new Gate(
          lanes,
          time,
          stored,
          new Gate.Handover() {
            @Override
            public void missed(Entry entry, boolean created) {
              if (failing.contains(entry.seq())) {
                throw new IllegalStateException("the roster can't be read");
              }
              told.add((created ? "new " : "changed ") + entry.seq() + " at " + entry.rev());
              handedOn.add(entry.rev());
              filled.add(entry.rev());
            }

            @Override
            public void missedTooMany(String conversationId, Predicate<Entry> missed) {
              tooMany.add(conversationId);
            }
          });

  private void offer(long rev) {
    lanes.run(ID, () -> gate.offer(ID, created(rev), () -> handedOn.add(rev)));
  }

  private static Gate.Step created(long rev) {
    return new Gate.Step(rev, rev - 1, rev);
  }

  /// Until what was given to the lane has run.
  private void settle() {
    var done = new CountDownLatch(1);
    lanes.run(ID, done::countDown);
    try {
      done.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private void wait100() {
    settle();
    time.move(Gate.PATIENCE);
    settle();
  }

  @Test
  void theNextOneGoesOnAtOnceAndNoneTwice() {
    LongStream.of(1, 2, 2, 1, 3).forEach(this::offer);

    settle();

    assertThat(handedOn).containsExactly(1L, 2L, 3L);
    assertThat(time.waiting()).isZero();
  }

  @Test
  void whatOvertookAnotherWaitsForIt() {
    LongStream.of(1, 3, 4, 2).forEach(this::offer);

    settle();

    assertThat(handedOn).containsExactly(1L, 2L, 3L, 4L);
    assertThat(filled).isEmpty();
  }

  @Test
  void whatDoesNotComeIsRead() {
    stored.upTo(5);
    LongStream.of(1, 2, 5).forEach(this::offer);
    settle();
    assertThat(handedOn).containsExactly(1L, 2L);

    wait100();
    offer(4); // late

    settle();
    assertThat(handedOn).containsExactly(1L, 2L, 3L, 4L, 5L);
    assertThat(filled).containsExactly(3L, 4L, 5L);
  }

  @Test
  void ofAnUnknownConversationTheFirstOnesWaitAndNothingIsRead() {
    stored.upTo(9);
    LongStream.of(8, 7).forEach(this::offer);
    settle();
    assertThat(handedOn).isEmpty();

    wait100();
    offer(9);

    settle();
    assertThat(handedOn).containsExactly(7L, 8L, 9L);
    assertThat(filled).isEmpty();
  }

  @Test
  void aFailingStoreIsAskedAgain() {
    stored.upTo(3);
    stored.away = true;
    LongStream.of(1, 3).forEach(this::offer);
    wait100();
    assertThat(handedOn).containsExactly(1L);

    stored.away = false;
    time.move(Duration.ofSeconds(1));

    settle();
    assertThat(handedOn).containsExactly(1L, 2L, 3L);
  }

  @Test
  void aDeliveryThatFailsIsMadeAgain() {
    stored.upTo(2);
    lanes.run(
        ID,
        () ->
            gate.offer(
                ID,
                created(1),
                () -> {
                  throw new IllegalStateException("the store is away");
                }));
    offer(2);
    settle();

    time.move(Duration.ofSeconds(1));

    settle();
    assertThat(handedOn).containsExactly(1L, 2L);
  }

  @Test
  void tooManyAreLeftToTheClients() {
    stored.upTo(500);
    LongStream.of(1, 500).forEach(this::offer);
    wait100();
    offer(501);

    settle();
    assertThat(tooMany).containsExactly(ID);
    assertThat(handedOn).containsExactly(1L, 501L);
  }

  @Test
  void aHeadThatWasReachedElsewhereIsFilledTo() {
    stored.upTo(4);
    offer(1);
    lanes.run(ID, () -> gate.reached(ID, 4));

    wait100();

    assertThat(handedOn).containsExactly(1L, 2L, 3L, 4L);
  }

  /// The third is changed before anybody hears of it: it is still new, and before the fourth.
  @Test
  void whatWasCreatedAndChangedMeanwhileComesAsNewAndInItsPlace() {
    var history = new History(stored);
    history.create(); // 1
    history.create(); // 2
    offer(1);
    offer(2);
    history.create(); // 3, missed
    history.create(); // 4, missed
    history.change(3); // rev 5, missed
    lanes.run(ID, () -> gate.reached(ID, 5));

    wait100();

    assertThat(told).containsExactly("new 3 at 5", "new 4 at 4");
  }

  /// It fails between the two: neither is new twice.
  @Test
  void aFillThatFailsGoesOnWhereItWas() {
    var history = new History(stored);
    history.create();
    offer(1);
    history.create();
    history.create();
    history.change(2);
    failing.add(3L);
    lanes.run(ID, () -> gate.reached(ID, 4));
    wait100();
    assertThat(told).containsExactly("new 2 at 4");

    failing.clear();
    time.move(Duration.ofSeconds(1));

    settle();
    assertThat(told).containsExactly("new 2 at 4", "new 3 at 3", "changed 2 at 4");
  }

  /// The first that this node hears of a conversation changes an entry from long ago.
  @Test
  void afterAChangeOfAnOldEntryTheOldOnesAreNotNew() {
    var history = new History(stored);
    LongStream.rangeClosed(1, 9).forEach(i -> history.create());
    var change = history.change(2);
    lanes.run(ID, () -> gate.offer(ID, change, () -> told.add("changed 2")));
    wait100();
    history.change(5);
    history.create();
    lanes.run(ID, () -> gate.reached(ID, 12));

    wait100();

    assertThat(told).containsExactly("changed 2", "changed 5 at 11", "new 10 at 12");
  }

  @Test
  void whileMissedOnesAreLookedForTheFirstOfAConversationWait() {
    stored.upTo(6);
    gate.looking(true);
    offer(6);
    wait100();
    assertThat(handedOn).isEmpty();

    lanes.run(ID, () -> gate.begin(ID, new Gate.Place(3, 3)));
    gate.looking(false);
    wait100();
    settle();

    assertThat(handedOn).containsExactly(4L, 5L, 6L);
  }

  @Test
  void whatIsAnnouncedOfAnUnknownConversationIsRead() {
    stored.upTo(6);
    lanes.run(ID, () -> gate.announced(ID, new Gate.Place(4, 4), 6));

    wait100();

    assertThat(handedOn).containsExactly(5L, 6L);
  }

  /// Nothing may be kept without end while the store is away.
  @Test
  void whatIsTooMuchToWaitIsRead() {
    for (var i = 0; i < 20_000; i++) {
      gate.offer("other" + i, created(5), () -> {});
    }
    stored.upTo(5);
    LongStream.of(1, 3, 5, 4, 2).forEach(this::offer);
    settle();
    assertThat(handedOn).containsExactly(1L, 2L);

    wait100();

    assertThat(handedOn).containsExactly(1L, 2L, 3L, 4L, 5L);
    assertThat(filled).containsExactly(3L, 4L, 5L);
  }

  @Test
  void ofOneConversationNoMoreWaitThanAreHandedOn() {
    stored.upTo(300);
    offer(1);
    LongStream.rangeClosed(3, 300).forEach(this::offer);
    offer(2);
    settle();
    assertThat(handedOn).hasSize(101);

    stored.upTo(301);
    wait100();

    assertThat(tooMany).containsExactly(ID);
  }

  /// However many others come meanwhile.
  @Test
  void whereSomethingWaitsNothingIsForgotten() {
    stored.upTo(3);
    offer(1);
    offer(3);
    settle();
    for (var i = 0; i < 50_100; i++) {
      gate.offer("other" + i, created(1), () -> {});
    }

    offer(2);

    settle();
    assertThat(handedOn).containsExactly(1L, 2L, 3L);
  }

  /// Whatever is lost, doubled, overtaken and changed: each is new once, in order, and in the end
  /// everybody has it as it is.
  @RepeatedTest(100)
  void anyHistoryEndsWithEachOnceAndInOrder() {
    var seed = System.nanoTime();
    var random = new Random(seed);
    var history = new History(stored);
    var first = random.nextBoolean() ? 0 : history.some(random, 1 + random.nextInt(20)).rev();
    var border = history.lastSeq();
    var start = history.some(random, 1);
    lanes.run(ID, () -> gate.offer(ID, start, history.delivery(start, told)));
    var sent = new ArrayList<Gate.Step>();
    for (var i = 0; i < 60; i++) {
      var step = history.next(random);
      var times = random.nextInt(5) == 0 ? 0 : random.nextInt(5) == 0 ? 2 : 1;
      for (var sending = 0; sending < times; sending++) {
        sent.add(Math.max(0, sent.size() - random.nextInt(6)), step);
      }
      if (random.nextInt(4) == 0 && !sent.isEmpty()) {
        var steps = List.copyOf(sent);
        sent.clear();
        steps.forEach(
            each -> lanes.run(ID, () -> gate.offer(ID, each, history.delivery(each, told))));
      }
      stored.away = random.nextInt(10) == 0;
      if (random.nextInt(6) == 0) {
        wait100();
      }
    }
    stored.away = false;
    lanes.run(ID, () -> gate.reached(ID, history.rev()));
    await()
        .until(() -> {
          wait100();
          time.move(Duration.ofSeconds(1));
          settle();
          return history.isTold(told, first);
        });

    var created = told.stream().filter(each -> each.startsWith("new")).toList();
    assertThat(created.stream().map(GateTest::seq))
        .as("seed %s", seed)
        .containsExactlyElementsOf(
            LongStream.rangeClosed(border + 1, history.lastSeq()).boxed().toList());
    for (var i = 0; i < told.size(); i++) {
      var seq = seq(told.get(i));
      if (told.get(i).startsWith("changed") && seq > border) {
        assertThat(told.subList(0, i))
            .as("seed %s", seed)
            .anyMatch(e -> e.startsWith("new " + seq + " "));
      }
    }
  }

  private static long seq(String told) {
    return Long.parseLong(told.split(" ", -1)[1]);
  }

  private static long rev(String told) {
    return Long.parseLong(told.split(" ", -1)[3]);
  }

  /// Steps of a log, which the store has at once.
  private static final class History {
    private final Stored stored;
    private final Map<Long, Long> steps = new ConcurrentHashMap<>();

    History(Stored stored) {
      this.stored = stored;
    }

    Gate.Step create() {
      synchronized (stored) {
        stored.revs.add(++stored.head);
        steps.put(stored.head, lastSeq());
        return new Gate.Step(stored.head, lastSeq() - 1, lastSeq());
      }
    }

    Gate.Step change(int seq) {
      synchronized (stored) {
        stored.revs.set(seq - 1, ++stored.head);
        steps.put(stored.head, (long) seq);
        return new Gate.Step(stored.head, lastSeq(), lastSeq());
      }
    }

    Gate.Step next(Random random) {
      return lastSeq() == 0 || random.nextInt(3) > 0
          ? create()
          : change(1 + random.nextInt((int) lastSeq()));
    }

    Gate.Step some(Random random, int count) {
      var last = next(random);
      for (var i = 1; i < count; i++) {
        last = next(random);
      }
      return last;
    }

    long lastSeq() {
      return stored.revs.size();
    }

    long rev() {
      return stored.head;
    }

    Runnable delivery(Gate.Step step, List<String> told) {
      var seq = Objects.requireNonNull(steps.get(step.rev()));
      var what = step.after() > step.before() ? "new " : "changed ";
      return () -> told.add(what + seq + " at " + step.rev());
    }

    /// Whether of each entry that was changed after `since` the newest is told.
    boolean isTold(List<String> told, long since) {
      return LongStream.rangeClosed(1, lastSeq())
          .filter(seq -> stored.revs.get((int) seq - 1) > since)
          .allMatch(seq ->
              told.stream()
                  .anyMatch(each ->
                      seq(each) == seq && GateTest.rev(each) == stored.revs.get((int) seq - 1)));
    }
  }

  /// A log; where nothing else is said, of messages that nobody changed.
  private static final class Stored implements EntryLog {
    volatile long head;
    volatile boolean away;

    /// By seq: the rev that each has.
    final List<Long> revs = new ArrayList<>();

    synchronized void upTo(long rev) {
      head = rev;
      revs.clear();
      LongStream.rangeClosed(1, rev).forEach(revs::add);
    }

    @Override
    public synchronized List<Entry> changed(String conversationId, long sinceRev, int limit) {
      if (away) {
        throw new IllegalStateException("away");
      }
      return LongStream.rangeClosed(1, revs.size())
          .filter(seq -> revs.get((int) seq - 1) > sinceRev)
          .mapToObj(seq -> at(seq, revs.get((int) seq - 1)))
          .sorted(Comparator.comparingLong(Entry::rev))
          .limit(limit)
          .toList();
    }

    private static Entry at(long seq, long rev) {
      var now = Instant.EPOCH.plusMillis(rev);
      var place = new Position(seq, rev, seq, seq, 0);
      var text = new Message("text", null, null, null, List.of());
      return new Entry("e" + rev, ID, place, "s", text, "c" + rev, now, now, null, null);
    }

    @Override
    public Position head(String conversationId) {
      return new Position(revs.size(), head, revs.size(), revs.size(), 0);
    }

    @Override
    public Appended append(Draft draft) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Replaced replace(long seenRev, Entry changed, long memberRev) {
      throw new UnsupportedOperationException();
    }

    @Override
    public @Nullable Entry entry(String id) {
      throw new UnsupportedOperationException();
    }

    @Override
    public @Nullable Entry byClientMessageId(
        String conversationId, String senderId, String clientMessageId) {
      throw new UnsupportedOperationException();
    }

    @Override
    public List<Entry> older(String conversationId, long beforeSeq, int limit, Scope scope) {
      throw new UnsupportedOperationException();
    }

    @Override
    public List<Entry> newer(String conversationId, long afterSeq, int limit, Scope scope) {
      throw new UnsupportedOperationException();
    }

    @Override
    public List<Edit> edits(String id) {
      throw new UnsupportedOperationException();
    }

    @Override
    public List<Entry> pinned(String conversationId) {
      throw new UnsupportedOperationException();
    }
  }
}
