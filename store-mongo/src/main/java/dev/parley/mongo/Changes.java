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
  private final Patience patience;
  private final Appends.Committed committed;

  Changes(Documents documents, Patience patience, Appends.Committed committed) {
    this.documents = documents;
    this.patience = patience;
    this.committed = committed;
  }

  /// Null on a miss.
  ///
  /// @param seen what the change was made of
  @Nullable Entry replace(Known known, Logged seen, Entry changed) {
    var left = patience.begin();
    var token = Ids.at(Instant.EPOCH);
    while (true) {
      var rev = head(known, seen) + 1;
      if (Pins.isPinned(seen.entry(), changed)) {
        // Whoever pins between this and the write takes the rev.
        Pins.requireRoom(documents.pinned(seen.entry().conversationId()));
      }
      var next = seen.changed(next(seen.entry(), changed, rev), token);
      switch (documents.replace(seen.entry().rev(), next)) {
        case Documents.Outcome.Done() -> {
          known.revised(next.entry().rev());
          return told(next.entry());
        }
        case Documents.Outcome.Missed() -> {
          return null;
        }
        case Documents.Outcome.Taken(var _) -> known.forget();
        case Documents.Outcome.Unknown(var _) -> {
          known.forget();
          var now = find(seen.entry().id(), left);
          if (now == null) {
            throw Failures.unavailable();
          }
          if (token.equals(now.change())) {
            return told(now.entry());
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

  private Entry told(Entry entry) {
    committed.committed(entry, false);
    return entry;
  }

  private @Nullable Logged find(String id, Patience.Left left) {
    while (true) {
      try {
        return documents.byId(id);
      } catch (Refused e) {
        if (!left.pause()) {
          throw e;
        }
      }
    }
  }

  private long head(Known known, Logged seen) {
    var head = known.head();
    // One that is behind the entry itself would give it the rev it has: no index would mind, and
    // nobody who has synced would ever see the change.
    if (head == null || head.position().rev() < seen.entry().rev()) {
      head = documents.head(seen.entry().conversationId());
      if (head == null) {
        throw Refused.notFound("Conversation");
      }
      known.learn(head);
    }
    return head.position().rev();
  }

  private static Entry next(Entry was, Entry changed, long rev) {
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
