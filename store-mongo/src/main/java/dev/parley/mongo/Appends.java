package dev.parley.mongo;

import dev.parley.chat.Draft;
import dev.parley.chat.EntryLog.Appended;
import dev.parley.chat.Refused;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// How entries get into a log that several nodes write to. Drafts are numbered from the head and
/// inserted in that order under unique indexes; where one is in the way, the log says why. What
/// became of an insert is never guessed: when no answer came, the log is asked for the drafts'
/// clientMessageIds, and what is not there is inserted again. Should the first one land after all,
/// the second finds it.
///
/// Called for one conversation by one thread at a time.
final class Appends {
  private static final int BATCH = 256;

  /// A draft and who waits for it.
  static final class Pending {
    private final Draft draft;
    private final CompletableFuture<Appended> answer = new CompletableFuture<>();

    /// As it was last tried, and under which ids it was.
    private @Nullable Logged placed;

    private final Set<String> tried = new HashSet<>();
    private final List<Pending> same = new ArrayList<>();

    private final Patience.Left left;

    Pending(Draft draft, Patience.Left left) {
      this.draft = draft;
      this.left = left;
    }

    CompletableFuture<Appended> answer() {
      return answer;
    }

    private void complete(Appended outcome) {
      answer.complete(outcome);
      var repeated =
          outcome instanceof Appended.Stored(var entry) ? new Appended.Repeated(entry) : outcome;
      same.forEach(each -> each.answer.complete(repeated));
    }

    private void fail(Throwable cause) {
      answer.completeExceptionally(cause);
      same.forEach(each -> each.answer.completeExceptionally(cause));
    }
  }

  private final Documents documents;
  private final InstantSource clock;
  private final Commits commits;

  Appends(Documents documents, InstantSource clock, Commits commits) {
    this.documents = documents;
    this.clock = clock;
    this.commits = commits;
  }

  /// Answers each of them. Throws nothing.
  ///
  /// @param batch as they came: for whoever came last it is tried, whoever waits no more was never
  ///   begun
  void append(String conversationId, Known known, List<Pending> batch) {
    var waiting = new ArrayList<Pending>();
    for (var each : batch) {
      if (each.left.isOver()) {
        each.fail(Failures.unavailable());
      } else {
        waiting.add(each);
      }
    }
    if (!waiting.isEmpty()) {
      new Run(conversationId, known, waiting.getLast().left, distinct(waiting)).run();
    }
  }

  /// Drafts of the same clientMessageId share the first one's outcome, unless they were checked
  /// against different rosters, where it is the log that decides.
  private static Deque<Pending> distinct(List<Pending> batch) {
    var first = new LinkedHashMap<Object, Pending>();
    for (var each : batch) {
      var draft = each.draft;
      var key = List.of(draft.senderId(), draft.clientMessageId(), draft.memberRev());
      var same = first.putIfAbsent(key, each);
      if (same != null) {
        same.same.add(each);
      }
    }
    return new ArrayDeque<>(first.values());
  }

  private final class Run {
    private final String conversationId;
    private final Known known;
    private final Patience.Left left;
    private final Documents documents;
    private final Deque<Pending> waiting;

    /// Whether the head was read, or written, since this began.
    private boolean fresh;

    Run(String conversationId, Known known, Patience.Left left, Deque<Pending> waiting) {
      this.conversationId = conversationId;
      this.known = known;
      this.left = left;
      this.documents = Appends.this.documents.within(left);
      this.waiting = waiting;
    }

    void run() {
      while (!waiting.isEmpty()) {
        try {
          if (!step() && !left.pause()) {
            throw Failures.unavailable();
          }
        } catch (Refused e) {
          // Nothing answers, or there is no such conversation. What was tried may land yet, and
          // is found when it is sent again.
          failAll(e);
        } catch (RuntimeException e) {
          failAll(new IllegalStateException("The store failed: " + e, e));
        }
      }
    }

    private void failAll(RuntimeException e) {
      known.forget();
      waiting.forEach(each -> each.fail(e));
      waiting.clear();
    }

    /// Whether it brought anything further.
    private boolean step() {
      var head = head();
      var first = waiting.getFirst();
      if (first.draft.memberRev() != head.position().memberRev()) {
        if (first.draft.memberRev() > head.position().memberRev()) {
          // Read where a primary is none any more.
          known.forget();
          return false;
        }
        if (fresh) {
          answerOfAnotherRoster(first, head);
        } else {
          known.forget();
        }
        return true;
      }
      var batch = place(head);
      return switch (documents.insert(batch)) {
        case Documents.Outcome.Done() -> {
          commit(batch);
          yield true;
        }
        case Documents.Outcome.Taken(var index) -> {
          commit(batch.subList(0, index));
          known.forget();
          yield settle() || index > 0;
        }
        case Documents.Outcome.Unknown(var _) -> {
          commits.doubt(conversationId, known, head, head.position().rev() + batch.size());
          yield settle();
        }
        case Documents.Outcome.Missed() -> throw new IllegalStateException("not of an insert");
      };
    }

    private Head head() {
      var head = known.head();
      if (head == null) {
        head = commits.head(documents, conversationId, known);
        fresh = true;
      }
      return head;
    }

    private void answerOfAnotherRoster(Pending pending, Head head) {
      var earlier = find(pending);
      waiting.removeFirst();
      if (earlier == null) {
        pending.complete(new Appended.RosterChanged(head.position().memberRev()));
      } else {
        answerFound(pending, earlier);
      }
    }

    /// Numbers those at the front that were checked against the head's roster, up to a notice.
    private List<Logged> place(Head head) {
      var batch = new ArrayList<Logged>();
      var own = new HashMap<String, Long>();
      var at = head;
      for (var pending : waiting) {
        var draft = pending.draft;
        if (batch.size() == BATCH || draft.memberRev() != at.position().memberRev()) {
          break;
        }
        var sent = own.computeIfAbsent(draft.senderId(), user -> sent(user, head));
        var logged = Placing.next(at, sent, draft, clock, pending.placed);
        pending.placed = logged;
        pending.tried.add(logged.entry().id());
        batch.add(logged);
        own.put(draft.senderId(), logged.entry().position().senderNumber());
        at = at.after(logged.entry());
        if (at.noticeRev() == at.position().rev()) {
          break;
        }
      }
      return batch;
    }

    private long sent(String userId, Head head) {
      var number = known.sent(userId);
      if (number == null) {
        number = documents.sentUpTo(conversationId, userId, head.position().seq());
        known.learnSent(userId, number);
      }
      return number;
    }

    private void commit(List<Logged> stored) {
      for (var logged : stored) {
        var pending = waiting.removeFirst();
        known.appended(logged);
        fresh = true;
        commits.tell(known, logged.entry(), true);
        pending.complete(new Appended.Stored(logged.entry()));
      }
    }

    /// Asks the log for those at the front that were tried, up to the first that is not there: a
    /// later one can't be told before it.
    private boolean settle() {
      var found = false;
      while (!waiting.isEmpty() && !waiting.getFirst().tried.isEmpty()) {
        var earlier = find(waiting.getFirst());
        if (earlier == null) {
          return found;
        }
        answerFound(waiting.removeFirst(), earlier);
        found = true;
      }
      return found;
    }

    /// Told, when there is any.
    private @Nullable Logged find(Pending pending) {
      while (true) {
        try {
          var draft = pending.draft;
          var found =
              documents.byClientMessageId(
                  draft.conversationId(), draft.senderId(), draft.clientMessageId());
          if (found != null) {
            commits.settle(documents, conversationId, known);
          }
          return found;
        } catch (Refused e) {
          if (!left.pause()) {
            throw e;
          }
        }
      }
    }

    private void answerFound(Pending pending, Logged found) {
      var entry = found.entry();
      pending.complete(
          pending.tried.contains(entry.id())
              ? new Appended.Stored(entry)
              : new Appended.Repeated(entry));
    }
  }
}
