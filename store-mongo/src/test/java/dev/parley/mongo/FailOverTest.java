package dev.parley.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.chat.Draft;
import dev.parley.chat.Entry;
import dev.parley.chat.EntryLog.Appended;
import dev.parley.chat.Ids;
import dev.parley.chat.Message;
import dev.parley.chat.Refused;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The rules of an append, through the fail-overs of a replica set that is simulated: what was
/// acknowledged is in the log, once, as it was answered; what was not, at most once; numbers have
/// no gap; and whoever has synced up to a rev never misses what comes to lie before it.
final class FailOverTest {
  private static final int HISTORIES = 300;
  private static final int LONG = 20_000;
  private static final int STEPS = 40;

  @Test
  void whatIsAcknowledgedOutlivesFailOvers() {
    histories(HISTORIES);
  }

  @Test
  @Tag("long")
  void whatIsAcknowledgedOutlivesFailOversInManyHistories() {
    histories(LONG);
  }

  private static void histories(int count) {
    var seeds = new Random();
    for (var i = 0; i < count; i++) {
      var seed = seeds.nextLong();
      new History(seed).run();
    }
  }

  private static final class Tries implements Patience.Left {
    private int left;

    Tries(int left) {
      this.left = left;
    }

    @Override
    public boolean pause() {
      return left-- > 0;
    }

    @Override
    public Duration rest() {
      return Duration.ofDays(1);
    }
  }

  /// Two nodes that write to one log.
  private static final class History {
    private static final String CONVERSATION = Ids.at(Chat.NOW);
    private static final List<String> PEOPLE = List.of(Chat.ADA, Chat.BOB);

    private final String name;
    private final Random random;
    private final ReplicaSet replicas;
    private final List<Node> nodes;
    private final Map<String, Entry> acknowledged = new HashMap<>();
    private final List<Draft> refused = new ArrayList<>();

    /// The highest rev that a reader has synced to, with what they had then.
    private final Map<String, Entry> synced = new HashMap<>();

    private long cursor;

    History(long seed) {
      this.name = "seed " + seed;
      this.random = new Random(seed);
      this.replicas = new ReplicaSet(CONVERSATION, random);
      this.nodes = List.of(new Node(), new Node());
    }

    private final class Node {
      final Known known = new Known();
      final List<Entry> told = new ArrayList<>();
      final Set<String> begun = new HashSet<>();
      final Commits commits =
          new Commits(
              this::tell,
              (conversation, log) -> {
                // Settled by whoever writes, and in the end.
              });
      final Appends appends = new Appends(replicas, InstantSource.system(), commits);
      final Changes changes = new Changes(replicas, commits);

      private void tell(Entry entry, boolean created) {
        if (created) {
          assertThat(begun.add(entry.id())).as(name).isTrue();
        }
        if (!told.isEmpty()) {
          assertThat(entry.rev()).as(name).isGreaterThan(told.getLast().rev());
        }
        told.add(entry);
      }
    }

    private Patience.Left patience() {
      return new Tries(random.nextInt(6));
    }

    void run() {
      for (var step = 0; step < STEPS; step++) {
        switch (random.nextInt(10)) {
          case 0, 1 -> change();
          case 2, 3 -> sync();
          case 4 -> again();
          default -> append();
        }
      }
      replicas.calmDown();
      List.copyOf(refused).forEach(draft -> append(node(), List.of(draft)));
      nodes.forEach(node -> node.commits.settle(replicas, CONVERSATION, node.known));
      check();
    }

    private Node node() {
      return nodes.get(random.nextInt(nodes.size()));
    }

    private void append() {
      var drafts = new ArrayList<Draft>();
      for (var i = 0; i <= random.nextInt(4); i++) {
        var text = new Message("m" + random.nextInt(100), null, null, null, List.of());
        var sender = PEOPLE.get(random.nextInt(PEOPLE.size()));
        drafts.add(new Draft(CONVERSATION, sender, text, Ids.at(Chat.NOW), 0));
      }
      append(node(), drafts);
    }

    /// What was refused is sent again, as clients do, on any node.
    private void again() {
      if (!refused.isEmpty()) {
        append(node(), List.of(refused.remove(random.nextInt(refused.size()))));
      }
    }

    private void append(Node node, List<Draft> drafts) {
      var pending = drafts.stream().map(draft -> new Appends.Pending(draft, patience())).toList();
      node.appends.append(CONVERSATION, node.known, pending);
      for (var i = 0; i < drafts.size(); i++) {
        var draft = drafts.get(i);
        try {
          var entry =
              switch (pending.get(i).answer().join()) {
                case Appended.Stored(var stored) -> stored;
                case Appended.Repeated(var stored) -> stored;
                case Appended.RosterChanged changed -> throw new AssertionError(name + changed);
              };
          assertThat(entry.clientMessageId()).as(name).isEqualTo(draft.clientMessageId());
          acknowledged.put(entry.id(), entry);
        } catch (CompletionException e) {
          refused.add(draft);
        }
      }
    }

    private void change() {
      if (acknowledged.isEmpty()) {
        return;
      }
      var ids = acknowledged.keySet().stream().sorted().toList();
      var id = ids.get(random.nextInt(ids.size()));
      var node = node();
      try {
        var seen = replicas.byId(id);
        assertThat(seen).as(name).isNotNull();
        var changed = Chat.edited(seen.entry(), "edited");
        var stored = node.changes.replace(node.known, patience(), seen, changed);
        if (stored != null) {
          acknowledged.put(id, stored);
        }
      } catch (Refused e) {
        node.known.forget();
      }
    }

    /// A reader pulls what has changed since their cursor, as a majority has it.
    private void sync() {
      try {
        var log = replicas.log();
        for (var entry : log) {
          if (entry.rev() > cursor) {
            synced.put(entry.id(), entry);
          }
        }
        cursor = log.stream().mapToLong(Entry::rev).max().orElse(cursor);
      } catch (Refused e) {
        // Later.
      }
    }

    private void check() {
      sync();
      var log = replicas.log();
      for (var i = 0; i < log.size(); i++) {
        assertThat(log.get(i).seq()).as(name).isEqualTo(i + 1);
        assertThat(log.get(i).position().number()).as(name).isEqualTo(i + 1);
      }
      assertThat(log).as(name).extracting(Entry::clientMessageId).doesNotHaveDuplicates();
      assertThat(log).as(name).extracting(Entry::rev).doesNotHaveDuplicates();
      assertThat(log).as(name).extracting(Entry::id).isSorted();
      for (var entry : acknowledged.values()) {
        var stored = log.get((int) entry.seq() - 1);
        assertThat(stored.id()).as(name).isEqualTo(entry.id());
        assertThat(stored.rev()).as(name).isGreaterThanOrEqualTo(entry.rev());
      }
      var told = nodes.stream().flatMap(node -> node.told.stream()).toList();
      assertThat(told).as(name).containsAll(log);
      var begun = nodes.stream().flatMap(node -> node.begun.stream()).toList();
      assertThat(begun).as(name).containsAll(log.stream().map(Entry::id).toList());
      assertThat(synced.values()).as(name).containsExactlyInAnyOrderElementsOf(log);
      for (var person : PEOPLE) {
        var own = log.stream().filter(entry -> entry.senderId().equals(person)).toList();
        for (var i = 0; i < own.size(); i++) {
          assertThat(own.get(i).position().senderNumber()).as(name).isEqualTo(i + 1);
        }
      }
    }
  }
}
