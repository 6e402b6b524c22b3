package dev.parley.mongo;

import dev.parley.chat.Entry;
import dev.parley.chat.EntryLog;
import dev.parley.chat.EntryLog.Replaced;
import dev.parley.chat.Ids;
import dev.parley.chat.Pins;
import dev.parley.chat.Position;
import dev.parley.chat.Refused;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/// How entries of a log change: by compare-and-set on their own rev, under the conversation's next
/// one. Called for one conversation by one thread at a time, as [Appends].
final class Changes {
  private final Documents documents;
  private final Commits commits;

  Changes(Documents documents, Commits commits) {
    this.documents = documents;
    this.commits = commits;
  }

  /// A change that somebody asks for.
  ///
  /// @param seen what it was made of
  /// @param memberRev of the roster it was checked against, or [EntryLog#ANY_ROSTER]
  record Change(Logged seen, Entry changed, long memberRev) {
    boolean fits(Head head) {
      return memberRev == EntryLog.ANY_ROSTER || memberRev == head.position().memberRev();
    }

    /// Whether a head is older than what the change was made of: it was read where a primary is
    /// none any more. On it the entry might get the rev it has; no index would mind, and nobody
    /// would ever see the change.
    boolean isAheadOf(Head head) {
      return seen.entry().rev() > head.position().rev() || memberRev > head.position().memberRev();
    }
  }

  Replaced replace(Known known, Patience.Left left, Change change) {
    if (left.isOver()) {
      throw Failures.unavailable();
    }
    return new Run(known, left, change).run();
  }

  private final class Run {
    private final Known known;
    private final Patience.Left left;
    private final Documents documents;
    private final Change change;
    private final Logged seen;
    private final String conversationId;

    /// By which a version of the entry is known to be this change's.
    private final String token = Ids.at(Instant.EPOCH);

    /// Whether a write went without an answer.
    private boolean lost;

    /// Whether the head was read since this began.
    private boolean fresh;

    Run(Known known, Patience.Left left, Change change) {
      this.known = known;
      this.left = left;
      this.documents = Changes.this.documents.within(left);
      this.change = change;
      this.seen = change.seen();
      this.conversationId = seen.entry().conversationId();
    }

    Replaced run() {
      while (true) {
        var head = head();
        if (change.isAheadOf(head)) {
          known.forget();
        } else if (!change.fits(head)) {
          if (fresh) {
            return new Replaced.RosterChanged(head.position().memberRev());
          }
          known.forget();
          continue;
        } else {
          var done = write(head);
          if (done != null) {
            return done;
          }
        }
        if (!left.pause()) {
          throw Failures.unavailable();
        }
      }
    }

    private Head head() {
      var head = known.head();
      if (head == null || change.isAheadOf(head)) {
        head = commits.head(documents, conversationId, known);
        fresh = true;
      }
      return head;
    }

    /// Null when it is to be tried again.
    private @Nullable Replaced write(Head head) {
      var next = next(head);
      switch (documents.replace(seen.entry().rev(), next)) {
        case Documents.Outcome.Done() -> {
          known.revised(next.entry().rev());
          commits.tell(known, next.entry(), false);
          return new Replaced.Stored(next.entry());
        }
        case Documents.Outcome.Missed() -> {
          if (!lost) {
            return new Replaced.Missed();
          }
        }
        case Documents.Outcome.Taken(var _) -> known.forget();
        case Documents.Outcome.Unknown(var _) -> {
          lost = true;
          commits.doubt(conversationId, known, head, next.entry().rev());
        }
      }
      return lost ? found() : null;
    }

    private @Nullable Replaced found() {
      var now = find();
      if (token.equals(now.change())) {
        return new Replaced.Stored(now.entry());
      }
      return now.entry().rev() == seen.entry().rev() ? null : new Replaced.Missed();
    }

    private Logged next(Head head) {
      if (Pins.isPinned(seen.entry(), change.changed())) {
        // Whoever pins between this and the write takes the rev.
        Pins.requireRoom(documents.pinned(conversationId));
      }
      return seen.changed(at(seen.entry(), change.changed(), head.position().rev() + 1), token);
    }

    /// As it is now, and told.
    private Logged find() {
      while (true) {
        try {
          var found = documents.byId(seen.entry().id());
          if (found == null) {
            throw Failures.unavailable();
          }
          commits.settle(documents, conversationId, known);
          return found;
        } catch (Refused e) {
          if (!left.pause()) {
            throw e;
          }
        }
      }
    }
  }

  private static Entry at(Entry was, Entry changed, long rev) {
    var at = was.position();
    return new Entry(
        was.id(),
        was.conversationId(),
        new Position(at.seq(), rev, at.number(), at.senderNumber(), at.memberRev()),
        was.senderId(),
        changed.body(),
        was.clientMessageId(),
        was.createdAt(),
        changed.updatedAt().truncatedTo(ChronoUnit.MILLIS),
        millis(changed.editedAt()),
        millis(changed.deletedAt()));
  }

  private static @Nullable Instant millis(@Nullable Instant time) {
    return time == null ? null : time.truncatedTo(ChronoUnit.MILLIS);
  }
}
