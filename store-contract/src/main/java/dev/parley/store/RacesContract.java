package dev.parley.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.chat.Draft;
import dev.parley.chat.Entry;
import dev.parley.chat.EntryLog.Appended;
import dev.parley.chat.Message;
import dev.parley.chat.Notice;
import dev.parley.chat.Position;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What must hold of a log with 64 callers at once. Each race runs once in short, and many times
/// with more to do when long tests are asked for.
public abstract class RacesContract extends StoreContract {
  private static final int CALLERS = 64;
  private static final int SHORT = 10;
  private static final int LONG = 200;

  @Test
  void sendersGetGaplessNumbers() {
    sendersGetGaplessNumbers(SHORT);
  }

  @RepeatedTest(10)
  @Tag("long")
  void sendersGetGaplessNumbersAtLength() {
    sendersGetGaplessNumbers(LONG);
  }

  private void sendersGetGaplessNumbers(int each) {
    var users = newIds(8);
    var group = group(users);

    var sent =
        Race.run(
            CALLERS,
            caller -> {
              var entries = new ArrayList<Entry>();
              for (var i = 0; i < each; i++) {
                var entry = send(group, users.get(caller % users.size()), caller + ":" + i);
                assertThat(log().entry(entry.id())).isEqualTo(entry);
                entries.add(entry);
              }
              return entries;
            });

    var all = all(group);
    assertNumbers(all, CALLERS * each);
    EntryLogContract.assertGrowing(all);
    for (var own : sent) {
      assertThat(own).isSortedAccordingTo(Comparator.comparingLong(Entry::seq));
    }
    assertThat(sent.stream().flatMap(List::stream)).containsExactlyInAnyOrderElementsOf(all);
    assertThat(toldEntries()).isEqualTo(all);
  }

  /// What the numbers of a log without changes must be, counted again from the front.
  static void assertNumbers(List<Entry> all, int count) {
    var own = new HashMap<String, Long>();
    var number = 0L;
    var memberRev = 0L;
    var rev = 0L;
    for (var entry : all) {
      rev++;
      var message = entry.body() instanceof Message ? 1 : 0;
      number += message;
      if (entry.body() instanceof Notice notice && notice.type().changesMembers()) {
        memberRev = rev;
      }
      own.merge(entry.senderId(), (long) message, Long::sum);
      var expected = own.getOrDefault(entry.senderId(), 0L);
      assertThat(entry.position()).isEqualTo(new Position(rev, rev, number, expected, memberRev));
    }
    assertThat(all).hasSize(count);
  }

  @Test
  void aRacedClientMessageIdIsStoredOnce() {
    for (var i = 0; i < 20; i++) {
      aClientMessageIdIsStoredOnce();
    }
  }

  @RepeatedTest(200)
  @Tag("long")
  void aRacedClientMessageIdIsStoredOnceAlwaysAgain() {
    aClientMessageIdIsStoredOnce();
  }

  private void aClientMessageIdIsStoredOnce() {
    var ada = newId();
    var group = group(ada, newId());
    var id = newId();

    var answers =
        Race.run(
            CALLERS,
            caller -> {
              if (caller % 4 == 0) {
                send(group, ada, "between");
              }
              return log().append(new Draft(group, ada, message("text " + caller), id, 0));
            });

    var stored = answers.stream().filter(Appended.Stored.class::isInstance).toList();
    assertThat(stored).hasSize(1);
    var first = stored(stored.getFirst());
    assertThat(answers)
        .filteredOn(Appended.Repeated.class::isInstance)
        .hasSize(CALLERS - 1)
        .containsOnly(new Appended.Repeated(first));
    assertNumbers(all(group), CALLERS / 4 + 1);
    assertThat(toldEntries()).filteredOn(entry -> entry.clientMessageId().equals(id)).hasSize(1);
  }

  @Test
  void changesAndInsertsShareOneLineOfRevisions() {
    changesAndInserts(SHORT);
  }

  @RepeatedTest(10)
  @Tag("long")
  void changesAndInsertsShareOneLineOfRevisionsAtLength() {
    changesAndInserts(LONG / 4);
  }

  /// Half of the callers send, the others count up in the text of one and the same message.
  private void changesAndInserts(int each) {
    var ada = newId();
    var group = group(ada, newId());
    var counter = send(group, ada, "0");

    Race.run(
        CALLERS,
        caller -> {
          for (var i = 0; i < each; i++) {
            if (caller % 2 == 0) {
              send(group, ada, caller + ":" + i);
            } else {
              countUp(counter.id());
            }
          }
          return caller;
        });

    var half = (long) CALLERS / 2 * each;
    var counted = Objects.requireNonNull(log().entry(counter.id()));
    assertThat(((Message) counted.body()).text()).isEqualTo(Long.toString(half));
    assertThat(log().head(group))
        .isEqualTo(new Position(1 + half, 1 + 2 * half, 1 + half, 1 + half, 0));
    assertThat(toldEntries().stream().map(Entry::rev))
        .isEqualTo(LongStream.rangeClosed(1, 1 + 2 * half).boxed().toList());
    assertSyncBringsWhatThereIs(group);
  }

  private void countUp(String id) {
    for (Entry changed = null; changed == null; ) {
      var entry = Objects.requireNonNull(log().entry(id));
      var count = Long.parseLong(((Message) entry.body()).text()) + 1;
      changed = replace(entry.rev(), edited(entry, Long.toString(count)));
    }
  }

  /// Whoever follows the changes page by page has the log at the end; so has whoever applied what
  /// was told.
  private void assertSyncBringsWhatThereIs(String conversation) {
    var synced = new TreeMap<Long, Entry>();
    var cursor = 0L;
    for (var page = log().changed(conversation, cursor, 7);
        !page.isEmpty();
        page = log().changed(conversation, cursor, 7)) {
      page.forEach(entry -> synced.put(entry.seq(), entry));
      cursor = page.getLast().rev();
    }
    var pushed = new TreeMap<Long, Entry>();
    toldEntries().forEach(entry -> pushed.put(entry.seq(), entry));
    assertThat(synced.values()).containsExactlyElementsOf(all(conversation));
    assertThat(pushed).isEqualTo(synced);
  }

  @Test
  void nothingChangesAfterADeletion() {
    for (var i = 0; i < 20; i++) {
      var ada = newId();
      var group = group(ada, newId());
      var entry = send(group, ada, "0");

      Race.run(
          8,
          caller -> {
            for (var seen = entry; !seen.isDeleted(); ) {
              var next = caller == 0 ? deleted(seen) : edited(seen, "by " + caller);
              replace(seen.rev(), next);
              seen = Objects.requireNonNull(log().entry(entry.id()));
            }
            return caller;
          });

      var told = toldEntries().stream().filter(e -> e.id().equals(entry.id())).toList();
      assertThat(told).filteredOn(Entry::isDeleted).containsExactly(told.getLast());
      assertThat(log().entry(entry.id())).isEqualTo(told.getLast());
    }
  }
}
