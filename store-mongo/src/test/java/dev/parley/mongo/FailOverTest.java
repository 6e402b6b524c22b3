package dev.parley.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.chat.Draft;
import dev.parley.chat.Entry;
import dev.parley.chat.EntryLog.Appended;
import dev.parley.chat.EntryLog.Replaced;
import dev.parley.chat.Ids;
import dev.parley.chat.Member;
import dev.parley.chat.MemberRole;
import dev.parley.chat.Message;
import dev.parley.chat.Notice;
import dev.parley.chat.Refused;
import dev.parley.chat.Roster;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
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
    private static final String BY = "edited by ";
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
      final Documents documents = replicas.client();
      final Known known = new Known();
      Roster roster =
          new Roster(
              CONVERSATION,
              0,
              List.of(
                  new Member(Chat.ADA, MemberRole.OWNER, 0),
                  new Member(Chat.BOB, MemberRole.MEMBER, 0)));
      final List<Entry> told = new ArrayList<>();
      final Set<String> begun = new HashSet<>();
      final Commits commits =
          new Commits(
              (entry, created, last) -> tell(entry, created),
              (conversation, log) -> {
                // Settled by whoever writes, and in the end.
              });
      final Appends appends = new Appends(documents, InstantSource.system(), commits);
      final Changes changes = new Changes(documents, commits);

      /// Reads who is in; what is kept is as of then or later, unless it can't be read just now.
      void learn(long memberRev) {
        try {
          for (var entry : documents.changed(CONVERSATION, roster.memberRev(), 1_000)) {
            if (entry.body() instanceof Notice && entry.rev() > roster.memberRev()) {
              roster = roster.after(entry);
            }
          }
        } catch (Refused e) {
          assertThat(memberRev).as(name).isPositive();
        }
      }

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
      nodes.forEach(node -> node.learn(1));
      List.copyOf(refused).forEach(this::again);
      nodes.forEach(node -> node.commits.settle(node.documents, CONVERSATION, node.known));
      check();
    }

    private Node node() {
      return nodes.get(random.nextInt(nodes.size()));
    }

    /// Messages of whoever is in as the node knows it, or Ada lets Bob in or out.
    private void append() {
      var node = node();
      var drafts = new ArrayList<Draft>();
      for (var i = 0; i <= random.nextInt(4); i++) {
        var sender = PEOPLE.get(random.nextInt(PEOPLE.size()));
        if (random.nextInt(6) == 0) {
          drafts.add(draft(node, Chat.ADA, bobOutOrIn(node), Ids.at(Chat.NOW)));
        } else if (node.roster.contains(sender)) {
          drafts.add(draft(node, sender, Chat.message("m" + i), Ids.at(Chat.NOW)));
        }
      }
      append(node, drafts);
    }

    private static Notice bobOutOrIn(Node node) {
      var type =
          node.roster.contains(Chat.BOB) ? Notice.Type.MEMBER_REMOVED : Notice.Type.MEMBER_ADDED;
      return new Notice(type, List.of(Chat.BOB), "");
    }

    private static Draft draft(Node node, String sender, Entry.Body body, String id) {
      return new Draft(CONVERSATION, sender, body, id, node.roster.memberRev());
    }

    /// What was refused is sent again, as clients do, on any node.
    private void again() {
      if (!refused.isEmpty()) {
        again(refused.remove(random.nextInt(refused.size())));
      }
    }

    private void again(Draft draft) {
      var node = node();
      var fits =
          draft.body() instanceof Notice
              ? draft.body().equals(bobOutOrIn(node))
              : node.roster.contains(draft.senderId());
      if (!fits) {
        return; // as whoever checks it anew would find
      }
      append(node, List.of(draft(node, draft.senderId(), draft.body(), draft.clientMessageId())));
    }

    private void append(Node node, List<Draft> drafts) {
      var pending = drafts.stream().map(each -> new Appends.Pending(each, patience())).toList();
      node.appends.append(CONVERSATION, node.known, pending);
      for (var i = 0; i < drafts.size(); i++) {
        var draft = drafts.get(i);
        try {
          switch (pending.get(i).answer().join()) {
            case Appended.Stored(var entry) -> acknowledged(draft, entry);
            case Appended.Repeated(var entry) -> acknowledged(draft, entry);
            // Checked anew when it is sent anew; whoever is out is told so.
            case Appended.RosterChanged(var memberRev) -> node.learn(memberRev);
          }
        } catch (CompletionException e) {
          refused.add(draft);
        }
      }
    }

    private void acknowledged(Draft draft, Entry entry) {
      assertThat(entry.clientMessageId()).as(name).isEqualTo(draft.clientMessageId());
      acknowledged.put(entry.id(), entry);
    }

    /// Somebody edits a message, who is in as the node knows it, and says so in it.
    private void change() {
      var ids =
          acknowledged.values().stream()
              .filter(each -> each.body() instanceof Message)
              .map(Entry::id)
              .sorted()
              .toList();
      var node = node();
      var editor = PEOPLE.get(random.nextInt(PEOPLE.size()));
      if (ids.isEmpty() || !node.roster.contains(editor)) {
        return;
      }
      var id = ids.get(random.nextInt(ids.size()));
      try {
        var seen = node.documents.byId(id);
        if (seen == null) {
          return; // not there yet where this one reads
        }
        var change =
            new Changes.Change(
                seen, Chat.edited(seen.entry(), BY + editor), node.roster.memberRev());
        switch (node.changes.replace(node.known, patience(), change)) {
          case Replaced.Stored(var entry) -> acknowledged.put(id, entry);
          case Replaced.Missed() -> {
            // Somebody was first.
          }
          case Replaced.RosterChanged(var memberRev) -> node.learn(memberRev);
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
      }
      checkMembers(log);
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
        var own =
            log.stream()
                .filter(entry -> entry.body() instanceof Message)
                .filter(entry -> entry.senderId().equals(person))
                .toList();
        for (var i = 0; i < own.size(); i++) {
          assertThat(own.get(i).position().senderNumber()).as(name).isEqualTo(i + 1);
        }
      }
    }

    /// Whoever wrote or changed something was in when it came into the log.
    private void checkMembers(List<Entry> log) {
      var number = 0;
      var bobIsIn = true;
      var changes = new TreeMap<Long, Boolean>(Map.of(0L, true));
      for (var entry : log) {
        switch (entry.body()) {
          case Notice notice -> {
            assertThat(notice.type() == Notice.Type.MEMBER_ADDED).as(name).isNotEqualTo(bobIsIn);
            bobIsIn = !bobIsIn;
            changes.put(entry.rev(), bobIsIn);
          }
          case Message message -> {
            number++;
            assertThat(bobIsIn || entry.senderId().equals(Chat.ADA)).as(name).isTrue();
          }
        }
        assertThat(entry.position().number()).as(name).isEqualTo(number);
      }
      for (var entry : log) {
        if (entry.body() instanceof Message message && (BY + Chat.BOB).equals(message.text())) {
          assertThat(changes.floorEntry(entry.rev()).getValue()).as(name).isTrue();
        }
      }
    }
  }
}
