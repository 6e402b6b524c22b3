package dev.parley.gateway;

import java.util.List;

/// What one node tells the others. [Envelopes] writes and reads them.
sealed interface Envelope {
  /// A message or a change of one, ready for the sockets.
  ///
  /// @param recipients the members' ids while they are few, so that nobody looks them up; else
  ///   empty: the members as of `memberRev` or later
  /// @param packet the event as sockets get it: a JSON array
  record Message(
      String conversationId,
      long rev,
      long seq,
      long memberRev,
      List<String> recipients,
      String packet)
      implements Envelope {}

  /// A notice: each node reads it from the store, since every user is told in their own way.
  record Notice(String conversationId, long rev, long seq) implements Envelope {}

  /// A conversation's log went on from `fromRev` to `toRev`, and not all of it could be told.
  ///
  /// @param fromSeq the lowest of what changed
  record Head(String conversationId, long fromRev, long fromSeq, long toRev) implements Envelope {}

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
}
