package dev.parley.mongo;

import dev.parley.chat.Entry;
import dev.parley.chat.Notice;
import dev.parley.chat.Position;

/// The end of one log, as a majority has it.
///
/// @param noticeRev see [Logged]
/// @param activeAt epoch milliseconds of the newest entry, else of the conversation's creation
record Head(Position position, long noticeRev, long activeAt) {
  static Head empty(long createdAt) {
    return new Head(new Position(0, 0, 0, 0, 0), 0, createdAt);
  }

  Head after(Entry entry) {
    return new Head(
        entry.position(),
        entry.body() instanceof Notice ? entry.rev() : noticeRev,
        entry.createdAt().toEpochMilli());
  }

  /// With another entry changed.
  Head revised(long rev) {
    var at = position;
    return new Head(
        new Position(at.seq(), rev, at.number(), at.senderNumber(), at.memberRev()),
        noticeRev,
        activeAt);
  }
}
