package dev.parley.mongo;

import dev.parley.chat.ChatEvent;
import dev.parley.chat.ChatEvent.EntryCommitted;
import dev.parley.chat.Draft;
import dev.parley.chat.Entry;
import dev.parley.chat.EntryLog.Appended;
import dev.parley.chat.EntryLog.Replaced;
import dev.parley.chat.Events;
import dev.parley.chat.Lru;
import dev.parley.chat.Message;
import dev.parley.chat.Notice;
import dev.parley.chat.Refused;
import java.lang.System.Logger.Level;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Everything that is written to a log, or told of a conversation, in one line a conversation. What
/// waits to be appended while a batch is under way is the next batch; each commit is told before
/// the next one begins and before its caller goes on.
final class Logs implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Logs.class.getName());
  private static final int KNOWN = 10_000;

  private sealed interface Work {
    record Append(Appends.Pending pending) implements Work {}

    record Turn(Runnable run) implements Work {}
  }

  private final Documents documents;
  private final Patience patience;
  private final Doubts doubts = new Doubts(this::settle);
  private final Commits commits;
  private final Appends appends;
  private final Changes changes;
  private final Projection projection;
  private final Events events;
  private final Lines<Work> lines = new Lines<>("parley-log", this::work);
  private final Lru<String, Known> known = new Lru<>(KNOWN);

  /// The revs of entries that were changed here lately.
  private final Lru<String, Long> changed = new Lru<>(KNOWN);

  Logs(
      Documents documents,
      Projection projection,
      Events events,
      InstantSource clock,
      Patience patience) {
    this.documents = documents;
    this.patience = patience;
    this.commits = new Commits(this::committed, doubts::add);
    this.appends = new Appends(documents, clock, commits);
    this.changes = new Changes(documents, commits);
    this.projection = projection;
    this.events = events;
  }

  Appended append(Draft draft) {
    var left = patience.begin();
    var pending = new Appends.Pending(draft, left);
    lines.add(draft.conversationId(), new Work.Append(pending));
    return join(pending.answer(), left);
  }

  Replaced replace(long seenRev, Entry changed, long memberRev) {
    if (isChangedSince(seenRev, changed.id())) {
      return new Replaced.Missed();
    }
    var left = patience.begin();
    var seen = documents.within(left).byId(changed.id());
    return seen == null
            || seen.entry().rev() != seenRev
            || seen.entry().isDeleted()
            || !(seen.entry().body() instanceof Message)
        ? new Replaced.Missed()
        : replace(left, new Changes.Change(seen, changed, memberRev));
  }

  private Replaced replace(Patience.Left left, Changes.Change change) {
    var entry = change.seen().entry();
    return join(
        later(
            entry.conversationId(),
            log ->
                isChangedSince(entry.rev(), entry.id())
                    ? new Replaced.Missed()
                    : changes.replace(log, left, change)),
        left);
  }

  /// True only of what this node has changed itself: then there is nothing to ask the database.
  private boolean isChangedSince(long rev, String id) {
    var last = this.changed.get(id);
    return last != null && last > rev;
  }

  /// Runs something between two commits of a conversation, and answers what it answered.
  <T extends @Nullable Object> T turn(String conversationId, Function<Known, T> work) {
    return join(later(conversationId, work));
  }

  <T extends @Nullable Object> CompletableFuture<T> later(
      String conversationId, Function<Known, T> work) {
    var answer = new CompletableFuture<T>();
    lines.add(
        conversationId,
        new Work.Turn(() -> {
          try {
            answer.complete(work.apply(known(conversationId)));
          } catch (Throwable e) {
            answer.completeExceptionally(e);
          }
        }));
    return answer;
  }

  private void work(String conversationId, List<Work> works) {
    var batch = new ArrayList<Appends.Pending>();
    for (var each : works) {
      switch (each) {
        case Work.Append(var pending) -> batch.add(pending);
        case Work.Turn(var run) -> {
          append(conversationId, batch);
          run.run();
        }
      }
    }
    append(conversationId, batch);
  }

  private void append(String conversationId, List<Appends.Pending> batch) {
    if (!batch.isEmpty()) {
      appends.append(conversationId, known(conversationId), List.copyOf(batch));
      batch.clear();
    }
  }

  /// False when the database does not answer.
  private boolean settle(String conversationId) {
    try {
      return turn(
          conversationId,
          log -> {
            commits.settle(documents, conversationId, log);
            doubts.settled(conversationId);
            return true;
          });
    } catch (Refused e) {
      return false;
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "What was stored of " + conversationId + " is not told yet", e);
      return true;
    }
  }

  private Known known(String conversationId) {
    var doubted = doubts.known(conversationId);
    return doubted != null
        ? doubted
        : known.merge(conversationId, new Known(), (old, fresh) -> old);
  }

  private void committed(Entry entry, boolean created, long lastSeq) {
    if (created && entry.body() instanceof Notice) {
      project(entry);
    }
    if (!created) {
      changed.put(entry.id(), entry.rev());
    }
    tell(new EntryCommitted(entry, created, lastSeq));
  }

  private void project(Entry notice) {
    try {
      projection.bring(notice.conversationId(), notice.rev());
    } catch (RuntimeException e) {
      // The notice is stored; whoever reads next makes up for it.
      LOG.log(Level.WARNING, "A notice is not projected yet", e);
    }
  }

  /// In a turn, where it must not come before or behind a commit.
  void tell(ChatEvent event) {
    try {
      events.publish(event);
    } catch (RuntimeException e) {
      // What it tells is stored, which is what the caller asks; the others get it by sync.
      LOG.log(Level.ERROR, "Could not tell " + event.getClass().getSimpleName(), e);
    }
  }

  /// Not for longer than is left: what became of it is told, and found when it is sent again.
  private static <T extends @Nullable Object> T join(
      CompletableFuture<T> answer, Patience.Left left) {
    return join(answer.copy().orTimeout(left.rest().toNanos(), TimeUnit.NANOSECONDS));
  }

  /// Not cut short by an interrupt: what became of a write would stay unknown.
  static <T extends @Nullable Object> T join(CompletableFuture<T> answer) {
    try {
      return answer.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof Refused refused) {
        throw refused;
      }
      if (e.getCause() instanceof TimeoutException) {
        throw Failures.unavailable();
      }
      throw new IllegalStateException("The store failed: " + e.getCause(), e.getCause());
    }
  }

  @Override
  public void close() {
    doubts.close();
    lines.close();
  }
}
