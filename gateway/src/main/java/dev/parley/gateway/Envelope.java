package dev.parley.gateway;

import java.util.List;

/// What one node tells the others. [Envelopes] writes and reads them.
sealed interface Envelope {
  /// A message or a change of one, ready for the sockets.
  ///
  /// @param recipients the members' ids while they are few, so that nobody looks them up; else
  ///   empty: the members as of `memberRev` or later
  /// @param packet the event as sockets get it: a JSON array
  /// @param seqBefore the highest place that was taken in the log before it
  record Message(
      String conversationId,
      long rev,
      long seq,
      long memberRev,
      List<String> recipients,
      String packet,
      long seqBefore)
      implements Envelope {}

  /// A notice: each node reads it from the store, since every user is told in their own way.
  record Notice(String conversationId, long rev, long seq) implements Envelope {}

  /// A conversation's log went on from `fromRev` to `toRev`, and not all of it could be told.
  ///
  /// @param fromSeq the first place that was not taken before `fromRev`
  record Head(String conversationId, long fromRev, long fromSeq, long toRev) implements Envelope {
    /// From where the lower begins to where the higher ends.
    Head with(Head other) {
      return new Head(
          conversationId,
          Math.min(fromRev, other.fromRev),
          Math.min(fromSeq, other.fromSeq),
          Math.max(toRev, other.toRev));
    }
  }

  /// For all sockets of these users.
  ///
  /// @param key what it concerns: it keeps its place among what else concerns that
  record ToUsers(String key, List<String> userIds, String packet) implements Envelope {}

  /// For the sockets that view the conversation, but for these users'.
  record ToViewers(String conversationId, List<String> except, String packet) implements Envelope {}

  /// A user came or went.
  ///
  /// @param told who learns of it wherever they are
  /// @param hiddenFrom who never does
  record Status(String userId, boolean online, long at, List<String> told, List<String> hiddenFrom)
      implements Envelope {}

  /// An event of the chat that each node handles by itself.
  ///
  /// @param name of the event's record
  /// @param json its components
  record Told(String name, String json) implements Envelope {}

  /// Said by a node that hears again: what of others nobody finds in the store is told once more.
  ///
  /// @param since epoch milliseconds from when on it may have missed something
  record Missed(long since) implements Envelope {}

  /// An administrator closed all of a user's sockets: told again to who may have missed it.
  ///
  /// @param at epoch milliseconds; whoever connected later came back rightly
  record Kicked(String userId, long at) implements Envelope {}

  /// These were in the conversation, and some are no more: told again to who may have missed it.
  ///
  /// @param memberRev of a roster that knows
  record Departed(String conversationId, long memberRev, List<String> userIds)
      implements Envelope {}
}
