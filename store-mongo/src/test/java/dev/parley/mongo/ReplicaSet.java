package dev.parley.mongo;

import dev.parley.chat.Entry;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// A replica set that is simulated, as hard on its clients as the real one may be: an answer is
/// lost after or before the write took effect, an insert lands long after its client has given up,
/// a fail-over undoes what was not with the majority, and reads see what a majority has, which may
/// be less than what is in the way. A client may go on reading where a primary was cut off from the
/// others, which has what a majority had then; once it has found the next one it never goes back,
/// as drivers do by the elections they have seen.
///
/// Every call may first do some of that; the seed decides.
final class ReplicaSet {
  private static final long CREATED_AT = 1_000;

  private final String conversationId;
  private final Random random;

  /// What the primary has, of which a majority has the first ones.
  private List<Logged> primary = new ArrayList<>();

  private List<Logged> majority = new ArrayList<>();

  /// Inserts whose clients have heard nothing yet, or never will.
  private final List<List<Logged>> underway = new ArrayList<>();

  /// How many primaries there were before, and what a majority had when the last one was cut off.
  private int failOvers;

  private List<Logged> before = List.of();

  /// Whether anything goes wrong from now on.
  private boolean calm;

  ReplicaSet(String conversationId, Random random) {
    this.conversationId = conversationId;
    this.random = random;
  }

  /// From now on everything works; what is under way lands first, or never.
  synchronized void calmDown() {
    calm = true;
    while (!underway.isEmpty()) {
      land();
    }
    replicate();
  }

  /// By seq, as everybody sees it once it is calm.
  synchronized List<Entry> log() {
    return majority.stream()
        .map(Logged::entry)
        .sorted(Comparator.comparingLong(Entry::seq))
        .toList();
  }

  private void weather() {
    if (calm) {
      return;
    }
    switch (random.nextInt(12)) {
      case 0 -> failOver();
      case 1, 2, 3 -> replicate();
      case 4 -> land();
      default -> {}
    }
  }

  private void replicate() {
    majority = new ArrayList<>(primary);
  }

  /// The next primary has what a majority had.
  private void failOver() {
    failOvers++;
    before = List.copyOf(majority);
    primary = new ArrayList<>(majority);
  }

  private void land() {
    if (!underway.isEmpty()) {
      write(underway.remove(random.nextInt(underway.size())));
    }
  }

  /// How many of them were written, in order up to the first that is refused.
  private int write(List<Logged> batch) {
    var written = 0;
    for (var each : batch) {
      if (primary.stream().anyMatch(other -> collide(other, each))) {
        break;
      }
      primary.add(each);
      written++;
    }
    return written;
  }

  /// By the unique indexes.
  private static boolean collide(Logged one, Logged other) {
    var a = one.entry();
    var b = other.entry();
    return a.id().equals(b.id())
        || a.seq() == b.seq()
        || one.revs().stream().anyMatch(other.revs()::contains)
        || (a.senderId().equals(b.senderId()) && a.clientMessageId().equals(b.clientMessageId()));
  }

  private static Documents.Outcome unknown() {
    return new Documents.Outcome.Unknown(new IllegalStateException("no answer"));
  }

  private boolean isRevTaken(Logged next) {
    return primary.stream()
        .filter(other -> !other.entry().id().equals(next.entry().id()))
        .anyMatch(other -> other.revs().contains(next.entry().rev()));
  }

  private synchronized Documents.Outcome insert(List<Logged> entries) {
    weather();
    return switch (calm ? 9 : random.nextInt(10)) {
      case 0 -> unknown(); // never came there
      case 1 -> {
        underway.add(List.copyOf(entries));
        yield unknown();
      }
      case 2 -> {
        write(entries);
        yield unknown(); // took effect, or is undone by the next fail-over
      }
      case 3 -> {
        write(entries.subList(0, random.nextInt(entries.size() + 1)));
        yield unknown(); // the primary died in the midst of it
      }
      default -> {
        var written = write(entries);
        replicate(); // the answer waits for a majority
        yield written == entries.size()
            ? new Documents.Outcome.Done()
            : new Documents.Outcome.Taken(written);
      }
    };
  }

  private synchronized Documents.Outcome replace(long seenRev, Logged next) {
    weather();
    if (!calm && random.nextInt(8) == 0) {
      return unknown();
    }
    var lost = !calm && random.nextInt(8) == 0;
    for (var i = 0; i < primary.size(); i++) {
      var stored = primary.get(i);
      if (stored.entry().id().equals(next.entry().id())) {
        if (stored.entry().rev() != seenRev || stored.entry().isDeleted()) {
          replicate();
          return new Documents.Outcome.Missed();
        }
        if (isRevTaken(next)) {
          return new Documents.Outcome.Taken(0);
        }
        primary.set(i, next);
        if (lost) {
          return unknown();
        }
        replicate();
        return new Documents.Outcome.Done();
      }
    }
    return new Documents.Outcome.Missed();
  }

  private void mayFail() {
    weather();
    if (!calm && random.nextInt(15) == 0) {
      throw Failures.unavailable();
    }
  }

  Documents client() {
    return new Client();
  }

  private final class Client implements Documents {
    /// What the primary has that it still reads from; null for the one there is.
    private @Nullable List<Logged> cutOff;

    private int failOversSeen;

    private List<Logged> seen() {
      synchronized (ReplicaSet.this) {
        mayFail();
        if (failOvers > failOversSeen && random.nextBoolean()) {
          cutOff = before;
        } else if (calm || random.nextInt(4) == 0) {
          cutOff = null;
        }
        failOversSeen = failOvers;
        return cutOff == null ? List.copyOf(majority) : cutOff;
      }
    }

    @Override
    public Documents within(Patience.Left left) {
      return this;
    }

    /// What is written where a primary was cut off never gets to a majority.
    @Override
    public Documents.Outcome insert(List<Logged> entries) {
      return isCutOff() ? unknown() : ReplicaSet.this.insert(entries);
    }

    @Override
    public Documents.Outcome replace(long seenRev, Logged next) {
      return isCutOff() ? unknown() : ReplicaSet.this.replace(seenRev, next);
    }

    private boolean isCutOff() {
      synchronized (ReplicaSet.this) {
        return cutOff != null && !calm;
      }
    }

    /// Two reads, between which anything may happen.
    @Override
    public @Nullable Head head(String id) {
      var revised = seen();
      var tip = seen();
      if (revised.isEmpty()) {
        return Head.empty(CREATED_AT);
      }
      var rev = revised.stream().mapToLong(each -> each.entry().rev()).max().orElseThrow();
      return tip.stream()
          .max(Comparator.comparingLong(each -> each.entry().seq()))
          .map(ReplicaSet::head)
          .map(last -> last.revised(Math.max(rev, last.position().rev())))
          .orElse(null);
    }

    @Override
    public @Nullable Logged byClientMessageId(String id, String senderId, String clientMessageId) {
      return seen().stream()
          .filter(each -> each.entry().senderId().equals(senderId))
          .filter(each -> each.entry().clientMessageId().equals(clientMessageId))
          .findFirst()
          .orElse(null);
    }

    @Override
    public @Nullable Logged byId(String id) {
      return seen().stream().filter(each -> each.entry().id().equals(id)).findFirst().orElse(null);
    }

    @Override
    public List<Entry> changed(String id, long sinceRev, int limit) {
      return seen().stream()
          .map(Logged::entry)
          .filter(entry -> entry.rev() > sinceRev)
          .sorted(Comparator.comparingLong(Entry::rev))
          .limit(limit)
          .toList();
    }

    @Override
    public long sentUpTo(String id, String userId, long seq) {
      return seen().stream()
          .map(Logged::entry)
          .filter(each -> each.conversationId().equals(conversationId))
          .filter(each -> each.senderId().equals(userId) && each.seq() <= seq)
          .mapToLong(each -> each.position().senderNumber())
          .max()
          .orElse(0);
    }

    /// Nobody pins here.
    @Override
    public long pinned(String id) {
      return 0;
    }
  }

  private static Head head(Logged last) {
    var entry = last.entry();
    return new Head(entry.position(), last.noticeRev(), entry.createdAt().toEpochMilli());
  }
}
