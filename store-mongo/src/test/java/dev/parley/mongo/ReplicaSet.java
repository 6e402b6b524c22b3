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
/// be less than what is in the way.
///
/// Every call may first do some of that; the seed decides.
final class ReplicaSet implements Documents {
  private static final long CREATED_AT = 1_000;

  private final String conversationId;
  private final Random random;

  /// What the primary has, of which a majority has the first ones.
  private List<Logged> primary = new ArrayList<>();

  private List<Logged> majority = new ArrayList<>();

  /// Inserts whose clients have heard nothing yet, or never will.
  private final List<List<Logged>> underway = new ArrayList<>();

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

  @Override
  public Documents within(Patience.Left left) {
    return this;
  }

  @Override
  public synchronized Outcome insert(List<Logged> entries) {
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
        yield written == entries.size() ? new Outcome.Done() : new Outcome.Taken(written);
      }
    };
  }

  @Override
  public synchronized Outcome replace(long seenRev, Logged next) {
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
          return new Outcome.Missed();
        }
        if (isRevTaken(next)) {
          return new Outcome.Taken(0);
        }
        primary.set(i, next);
        if (lost) {
          return unknown();
        }
        replicate();
        return new Outcome.Done();
      }
    }
    return new Outcome.Missed();
  }

  private boolean isRevTaken(Logged next) {
    return primary.stream()
        .filter(other -> !other.entry().id().equals(next.entry().id()))
        .anyMatch(other -> other.revs().contains(next.entry().rev()));
  }

  private static Outcome unknown() {
    return new Outcome.Unknown(new IllegalStateException("no answer"));
  }

  private void mayFail() {
    weather();
    if (!calm && random.nextInt(15) == 0) {
      throw Failures.unavailable();
    }
  }

  @Override
  public synchronized Head head(String id) {
    mayFail();
    var last = majority.stream().max(Comparator.comparingLong(each -> each.entry().seq()));
    var rev = majority.stream().mapToLong(each -> each.entry().rev()).max().orElse(0);
    return last.map(each -> head(each).revised(rev)).orElse(Head.empty(CREATED_AT));
  }

  private static Head head(Logged last) {
    var entry = last.entry();
    return new Head(entry.position(), last.noticeRev(), entry.createdAt().toEpochMilli());
  }

  @Override
  public synchronized @Nullable Logged byClientMessageId(
      String id, String senderId, String clientMessageId) {
    mayFail();
    return majority.stream()
        .filter(each -> each.entry().senderId().equals(senderId))
        .filter(each -> each.entry().clientMessageId().equals(clientMessageId))
        .findFirst()
        .orElse(null);
  }

  @Override
  public synchronized @Nullable Logged byId(String id) {
    mayFail();
    return majority.stream().filter(each -> each.entry().id().equals(id)).findFirst().orElse(null);
  }

  @Override
  public synchronized List<Entry> changed(String id, long sinceRev, int limit) {
    mayFail();
    return majority.stream()
        .map(Logged::entry)
        .filter(entry -> entry.rev() > sinceRev)
        .sorted(Comparator.comparingLong(Entry::rev))
        .limit(limit)
        .toList();
  }

  @Override
  public synchronized long sentUpTo(String id, String userId, long seq) {
    mayFail();
    return majority.stream()
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
