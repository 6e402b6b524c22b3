package dev.parley.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parley.chat.Draft;
import dev.parley.chat.Edit;
import dev.parley.chat.Entry;
import dev.parley.chat.EntryLog;
import dev.parley.chat.Message;
import dev.parley.chat.Position;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
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
  private final List<String> tooMany = new CopyOnWriteArrayList<>();
  private final Gate gate =
      new Gate(
          lanes,
          time,
          stored,
          new Gate.Handover() {
            @Override
            public void missed(Entry entry, boolean created) {
              handedOn.add(entry.rev());
              filled.add(entry.rev());
            }

            @Override
            public void missedTooMany(String conversationId) {
              tooMany.add(conversationId);
            }
          });

  private void offer(long rev) {
    lanes.run(ID, () -> gate.offer(ID, rev, rev, () -> handedOn.add(rev)));
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
                1,
                1,
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

  /// Whatever is lost, doubled and overtaken: each once, in order.
  @RepeatedTest(50)
  void anyHistoryEndsWithEachOnceAndInOrder() {
    var seed = System.nanoTime();
    var random = new Random(seed);
    var count = 60;
    var sent = new ArrayList<Long>();
    for (long rev = 2; rev <= count; rev++) {
      if (random.nextInt(5) > 0) {
        sent.add(rev);
      }
      if (random.nextInt(5) == 0) {
        sent.add(rev);
      }
    }
    for (var i = 0; i < sent.size(); i++) {
      var other = Math.min(sent.size() - 1, i + random.nextInt(6));
      var one = sent.get(i);
      sent.set(i, sent.get(other));
      sent.set(other, one);
    }
    offer(1);
    for (var rev : sent) {
      stored.upTo(Math.max(stored.head, rev));
      offer(rev);
      if (random.nextInt(6) == 0) {
        wait100();
      }
    }
    stored.upTo(count);
    lanes.run(ID, () -> gate.reached(ID, count));
    await()
        .until(() -> {
          wait100();
          return handedOn.size() >= count;
        });
    wait100();

    assertThat(handedOn)
        .as("seed %s", seed)
        .containsExactlyElementsOf(LongStream.rangeClosed(1, count).boxed().toList());
  }

  /// A log of messages that nobody changed.
  private static final class Stored implements EntryLog {
    volatile long head;
    volatile boolean away;

    void upTo(long rev) {
      head = rev;
    }

    @Override
    public List<Entry> changed(String conversationId, long sinceRev, int limit) {
      if (away) {
        throw new IllegalStateException("away");
      }
      return LongStream.rangeClosed(sinceRev + 1, head).limit(limit).mapToObj(Stored::at).toList();
    }

    private static Entry at(long rev) {
      var now = Instant.EPOCH.plusMillis(rev);
      var place = new Position(rev, rev, rev, rev, 0);
      var text = new Message("text", null, null, null, List.of());
      return new Entry("e" + rev, ID, place, "s", text, "c" + rev, now, now, null, null);
    }

    @Override
    public Position head(String conversationId) {
      return new Position(head, head, head, head, 0);
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
