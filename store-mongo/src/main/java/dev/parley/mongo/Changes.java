package dev.parley.mongo;

import dev.parley.chat.Entry;
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

  /// Null on a miss.
  ///
  /// @param seen what the change was made of
  @Nullable Entry replace(Known known, Patience.Left left, Logged seen, Entry changed) {
    if (left.isOver()) {
      throw Failures.unavailable();
    }
    return new Run(known, left, seen, changed).run();
  }

  private final class Run {
    private final Known known;
    private final Patience.Left left;
    private final Documents documents;
    private final Logged seen;
    private final Entry changed;
    private final String conversationId;

    /// By which a version of the entry is known to be this change's.
    private final String token = Ids.at(Instant.EPOCH);

    /// Whether a write went without an answer.
    private boolean lost;

    Run(Known known, Patience.Left left, Logged seen, Entry changed) {
      this.known = known;
      this.left = left;
      this.documents = Changes.this.documents.within(left);
      this.seen = seen;
      this.changed = changed;
      this.conversationId = seen.entry().conversationId();
    }

    @Nullable Entry run() {
      while (true) {
        var head = head();
        if (head.position().rev() < seen.entry().rev()) {
          // Read where a primary is none any more. On it the entry would get the rev it has: no
          // index would mind, and nobody would ever see the change.
          known.forget();
        } else {
          var next = next(head);
          switch (documents.replace(seen.entry().rev(), next)) {
            case Documents.Outcome.Done() -> {
              known.revised(next.entry().rev());
              commits.tell(known, next.entry(), false);
              return next.entry();
            }
            case Documents.Outcome.Missed() -> {
              if (!lost) {
                return null;
              }
            }
            case Documents.Outcome.Taken(var _) -> known.forget();
            case Documents.Outcome.Unknown(var _) -> {
              lost = true;
              commits.doubt(conversationId, known, head, next.entry().rev());
            }
          }
          if (lost) {
            var now = find();
            if (token.equals(now.change())) {
              return now.entry();
            }
            if (now.entry().rev() != seen.entry().rev()) {
              return null;
            }
          }
        }
        if (!left.pause()) {
          throw Failures.unavailable();
        }
      }
    }

    private Head head() {
      var head = known.head();
      return head == null || head.position().rev() < seen.entry().rev()
          ? commits.head(documents, conversationId, known)
          : head;
    }

    private Logged next(Head head) {
      if (Pins.isPinned(seen.entry(), changed)) {
        // Whoever pins between this and the write takes the rev.
        Pins.requireRoom(documents.pinned(conversationId));
      }
      return seen.changed(at(seen.entry(), changed, head.position().rev() + 1), token);
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
