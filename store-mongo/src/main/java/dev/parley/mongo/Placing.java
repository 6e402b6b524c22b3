package dev.parley.mongo;

import dev.parley.chat.Draft;
import dev.parley.chat.Entry;
import dev.parley.chat.Ids;
import dev.parley.chat.Message;
import dev.parley.chat.Notice;
import dev.parley.chat.Position;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/// Makes the next entry of a log out of a draft.
final class Placing {
  private Placing() {}

  /// @param sent messages of the draft's sender up to the head
  /// @param tried the same draft as it was placed before: at the same place it is the same document
  static Logged next(
      Head head, long sent, Draft draft, InstantSource clock, @Nullable Logged tried) {
    var position = position(head.position(), sent, draft.body());
    if (tried != null
        && tried.entry().position().equals(position)
        && tried.entry().createdAt().toEpochMilli() > head.activeAt()) {
      return tried;
    }
    var now = clock.millis();
    // The first entry may share its millisecond with the conversation's creation.
    var first = head.position().seq() == 0;
    var at = Instant.ofEpochMilli(first ? now : Math.max(now, head.activeAt() + 1));
    var entry =
        new Entry(
            Ids.at(at),
            draft.conversationId(),
            position,
            draft.senderId(),
            draft.body(),
            draft.clientMessageId(),
            at,
            at,
            null,
            null);
    return Logged.inserted(
        entry, draft.body() instanceof Notice ? position.rev() : head.noticeRev());
  }

  private static Position position(Position at, long sent, Entry.Body body) {
    var message = body instanceof Message ? 1 : 0;
    var rev = at.rev() + 1;
    var changesMembers = body instanceof Notice notice && notice.type().changesMembers();
    return new Position(
        at.seq() + 1,
        rev,
        at.number() + message,
        sent + message,
        changesMembers ? rev : at.memberRev());
  }
}
