package dev.parley.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.chat.Entry;
import dev.parley.chat.EntryLog;
import dev.parley.chat.Sync;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// Catching up by revision.
public abstract class SyncContract extends UseCaseContract {
  @Test
  void aConversationNotNamedStartsAtItsNewestTwenty() {
    var ada = chat().user("ada");
    var direct = chat().direct(ada, chat().user("bob"));
    for (int i = 1; i <= 30; i++) {
      chat().send(ada, direct, "message " + i);
    }

    var answer = chat().sync.changes(ada, Map.of(), 500);

    assertThat(answer.changes()).extracting(Entry::seq).startsWith(11L).endsWith(30L).hasSize(20);
    assertThat(answer.cursors()).containsExactly(Map.entry(direct, 30L));
    assertThat(answer.conversations()).hasSize(1);
    assertThat(answer.more()).isFalse();
  }

  @Test
  void editsAndDeletionsComeToo() {
    var ada = chat().user("ada");
    var direct = chat().direct(ada, chat().user("bob"));
    var one = chat().send(ada, direct, "one").entry();
    var two = chat().send(ada, direct, "two").entry();
    chat().messages.edit(ada, one.id(), "edited");
    chat().messages.delete(ada, two.id());

    var answer = chat().sync.changes(ada, Map.of(direct, 2L), 500);

    assertThat(answer.changes()).extracting(Entry::rev).containsExactly(3L, 4L);
    assertThat(answer.changes().getLast().isDeleted()).isTrue();
  }

  @Test
  void leftAndUnknownConversationsAreGoneAndACursorBeyondTheHeadBeginsAnew() {
    var ada = chat().user("ada");
    var bob = chat().user("bob");
    var left = chat().group(bob, ada);
    chat().groups.leave(ada, left);
    var direct = chat().direct(ada, bob);
    chat().send(bob, direct, "hello");

    var answer =
        chat().sync.changes(ada, Map.of(left, 1L, "0123456789abcdef01234567", 5L, direct, 9L), 500);

    assertThat(answer.gone()).containsExactlyInAnyOrder(left, "0123456789abcdef01234567");
    assertThat(answer.reset()).containsExactly(direct);
    assertThat(answer.changes()).extracting(Entry::seq).containsExactly(1L);
    assertThat(answer.cursors()).containsExactly(Map.entry(direct, 1L));
  }

  @Test
  void pagesListTheConversationsOnceAndEndWithWhatTheStoreHas() {
    var ada = chat().user("ada");
    var others = chat().users(5);
    for (var other : others) {
      var direct = chat().direct(ada, other);
      for (int i = 0; i < 15; i++) {
        chat().send(other, direct, "message " + i);
      }
    }

    var cursors = Map.<String, Long>of();
    var lists = 0;
    var changes = 0;
    Sync.Answer answer;
    do {
      answer = chat().sync.changes(ada, cursors, 7);
      cursors = answer.cursors();
      lists += answer.conversations() == null ? 0 : 1;
      changes += answer.changes().size();
      assertThat(answer.changes()).hasSizeLessThanOrEqualTo(7);
    } while (answer.more());

    assertThat(lists).isEqualTo(1);
    assertThat(changes).isEqualTo(75);
  }

  @Test
  void anotherConnectionIsListedTheConversationsThoughItGoesOnWithTheNextPage() {
    var ada = chat().user("ada");
    var direct = chat().direct(ada, chat().user("bob"));
    for (int i = 1; i <= 9; i++) {
      chat().send(ada, direct, "message " + i);
    }

    var page = chat().sync.changes(ada, "one", Map.of(direct, 0L), 5);

    assertThat(page.more()).isTrue();
    var elsewhere = chat().sync.changes(ada, "other", page.cursors(), 5);
    assertThat(elsewhere.conversations()).hasSize(1);
    var next = chat().sync.changes(ada, "one", page.cursors(), 5);
    assertThat(next.conversations()).isNull();
    assertThat(next.changes()).hasSize(4);
  }

  /// A client that syncs now and then, with pages of any size, ends with what the store has,
  /// whatever happened meanwhile.
  @Test
  void whateverHappensASyncingClientEndsWithTheLog() {
    var seed = System.nanoTime();
    var random = new Random(seed);
    var ada = chat().user("ada");
    var bob = chat().user("bob");
    var conversations = List.of(chat().direct(ada, bob), chat().group(ada, bob));
    var copy = new HashMap<String, NavigableMap<Long, Entry>>();
    var cursors = new HashMap<String, Long>();
    for (var id : conversations) {
      cursors.put(id, 0L);
      copy.put(id, new TreeMap<>());
    }
    for (int step = 0; step < 300; step++) {
      var id = conversations.get(random.nextInt(conversations.size()));
      var known = chat().ports.log().older(id, Long.MAX_VALUE, 50, EntryLog.Scope.LIVE_MESSAGES);
      var any = known.isEmpty() ? null : known.get(random.nextInt(known.size()));
      switch (random.nextInt(8)) {
        case 0 -> {
          if (any != null) {
            chat().messages.edit(any.senderId(), any.id(), "edit " + step);
          }
        }
        case 1 -> {
          if (any != null) {
            chat().messages.delete(any.senderId(), any.id());
          }
        }
        case 2 -> onePage(bob, cursors, 1 + random.nextInt(10), copy);
        default -> chat().send(random.nextBoolean() ? ada : bob, id, "message " + step);
      }
    }
    while (onePage(bob, cursors, 1 + random.nextInt(10), copy)) {
      // until nothing is left
    }

    for (var id : conversations) {
      assertThat(List.copyOf(copy.getOrDefault(id, new TreeMap<>()).values()))
          .as("seed %d", seed)
          .isEqualTo(chat().ports.log().newer(id, 0, 1_000, EntryLog.Scope.ALL));
    }
  }

  /// Applies one page to a client's copy; true if there is more.
  private boolean onePage(
      String user,
      Map<String, Long> cursors,
      int limit,
      Map<String, NavigableMap<Long, Entry>> copy) {
    var answer = chat().sync.changes(user, Map.copyOf(cursors), limit);
    for (var entry : answer.changes()) {
      copy.getOrDefault(entry.conversationId(), new TreeMap<>()).put(entry.seq(), entry);
    }
    cursors.putAll(answer.cursors());
    return answer.more();
  }
}
