package dev.parley.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.chat.Entry;
import dev.parley.chat.Listing;
import dev.parley.chat.Message;
import dev.parley.chat.Notice;
import dev.parley.chat.ReadMark;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Unread counts, marks and the last message, after random histories, beside what one gets by
/// counting.
public abstract class UnreadContract extends StoreContract {
  @Test
  void unreadIsWhatCountingGives() {
    agrees(1, 150);
  }

  @Test
  @Tag("long")
  void unreadIsWhatCountingGivesInManyHistories() {
    agrees(50, 300);
  }

  private void agrees(int histories, int steps) {
    var seeds = new Random();
    for (var i = 0; i < histories; i++) {
      var seed = seeds.nextLong();
      System.out.println("a history of seed " + seed);
      var history = new History(new Random(seed));
      for (var step = 1; step <= steps; step++) {
        history.step();
        history.check("seed " + seed + ", step " + step);
      }
    }
  }

  /// A group of six who write, edit, delete, read, come and go; and what counting says of it.
  private final class History {
    private final Random random;
    private final List<String> people = newIds(6);
    private final String group = group(people.get(0), people.get(1), people.get(2));
    private final List<Entry> entries = new ArrayList<>();
    private final Map<String, Long> marks = new HashMap<>();

    History(Random random) {
      this.random = random;
      people.subList(0, 3).forEach(user -> marks.put(user, 0L));
    }

    void step() {
      later(Duration.ofMillis(random.nextInt(3)));
      var user = people.get(random.nextInt(people.size()));
      var present = marks.containsKey(user);
      switch (random.nextInt(10)) {
        case 0, 1, 2, 3 -> {
          if (present) {
            entries.add(send(group, user, "message"));
          }
        }
        case 4, 5 -> {
          if (present) {
            read(user, random.nextInt(entries.size() + 3));
          }
        }
        case 6 -> change(random.nextBoolean());
        case 7 -> entries.add(tell(group, anyone(), Notice.Type.RENAMED, "name"));
        case 8 -> comeOrGo(user, present);
        default -> {
          if (present) {
            read(user, Integer.MAX_VALUE);
          }
        }
      }
    }

    private String anyone() {
      return marks.keySet().iterator().next();
    }

    private void read(String user, long seq) {
      var before = Objects.requireNonNull(marks.get(user));
      marks.put(user, Math.max(before, Math.min(seq, entries.size())));
      conversations().advance(user, group, seq, now());
    }

    private void change(boolean delete) {
      var live = entries.stream().filter(Entry::isLiveMessage).toList();
      if (!live.isEmpty()) {
        var entry = live.get(random.nextInt(live.size()));
        var changed = replace(entry.rev(), delete ? deleted(entry) : edited(entry, "edited"));
        entries.set((int) entry.seq() - 1, Objects.requireNonNull(changed));
      }
    }

    private void comeOrGo(String user, boolean present) {
      if (!present) {
        var joined = tell(group, anyone(), Notice.Type.MEMBER_ADDED, "", user);
        entries.add(joined);
        marks.put(user, joined.seq());
      } else if (marks.size() > 1) {
        entries.add(tell(group, user, Notice.Type.MEMBER_LEFT, "", user));
        marks.remove(user);
      }
    }

    void check(String when) {
      assertThat(all(group)).as(when).isEqualTo(entries);
      for (var user : people) {
        var listing = conversations().listing(user, group);
        var mark = conversations().mark(user, group);
        var read = marks.get(user);
        if (read == null) {
          assertThat(listing).as(when).isNull();
          assertThat(mark).as(when).isNull();
        } else {
          assertListing(Objects.requireNonNull(listing), user, read, when);
          assertThat(mark).as(when).isEqualTo(listing.mark());
          assertThat(conversations().list(user, null, 5)).as(when).containsExactly(listing);
        }
      }
    }

    private void assertListing(Listing listing, String user, long read, String when) {
      ReadMark mark = listing.mark();
      assertThat(mark.seq()).as(when).isEqualTo(read);
      assertThat(mark.unread()).as(when).isEqualTo(unread(user, read));
      assertThat(listing.head()).as(when).isEqualTo(log().head(group));
      assertThat(listing.lastMessage()).as(when).isEqualTo(lastMessage());
      if (!entries.isEmpty()) {
        assertThat(listing.activeAt()).as(when).isEqualTo(entries.getLast().createdAt());
      }
    }

    private long unread(String user, long read) {
      return entries.stream()
          .filter(entry -> entry.seq() > read)
          .filter(entry -> entry.body() instanceof Message && !entry.senderId().equals(user))
          .count();
    }

    private @Nullable Entry lastMessage() {
      return entries.reversed().stream().filter(Entry::isLiveMessage).findFirst().orElse(null);
    }
  }
}
