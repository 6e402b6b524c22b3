package dev.parley.sqlite;

import dev.parley.chat.Entry;
import dev.parley.chat.Position;
import dev.parley.chat.Refused;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;

/// The heads of the logs, as the writer sees them: the rows of `conversations`, with those lately
/// written to in memory, so that an append reads nothing. Whatever fails makes it forget them all.
final class Heads {
  /// The end of one log.
  ///
  /// @param key the conversation's key within this file
  /// @param activeAt epoch milliseconds of the newest entry, else of the conversation's creation
  record Head(long key, Position position, long activeAt) {}

  private record Sender(long conversation, String user) {}

  private static final int KEPT = 10_000;

  private final Database database;
  private final Map<String, Head> heads = new Recent<>();
  private final Map<Sender, Long> sent = new Recent<>();

  Heads(Database database) {
    this.database = database;
  }

  /// Throws [Refused] for an unknown conversation.
  Head of(String conversationId) throws SQLException {
    var known = heads.get(conversationId);
    if (known != null) {
      return known;
    }
    var read =
        database.first(
            """
            SELECT key, active_at, seq, rev, number, sender_number, member_rev
            FROM conversations WHERE id = ?
            """,
            row -> {
              var key = row.number();
              var activeAt = row.number();
              return new Head(key, Rows.position(row), activeAt);
            },
            conversationId);
    if (read == null) {
      throw Refused.notFound("Conversation");
    }
    heads.put(conversationId, read);
    return read;
  }

  /// How many messages a user has written up to the head.
  long sent(Head head, String userId) throws SQLException {
    var sender = new Sender(head.key(), userId);
    var known = sent.get(sender);
    if (known == null) {
      known = Rows.sentUpTo(database, head.key(), userId, head.position().seq());
      sent.put(sender, known);
    }
    return known;
  }

  /// Moves the head on to a new entry.
  void append(Head head, Entry entry) throws SQLException {
    var next = new Head(head.key(), entry.position(), entry.createdAt().toEpochMilli());
    var at = entry.position();
    database.update(
        """
        UPDATE conversations SET seq = ?1, rev = ?2, number = ?3, sender_number = ?4,
          member_rev = ?5, active_at = ?6, last_message = iif(?7, ?1, last_message) WHERE key = ?8
        """,
        at.seq(),
        at.rev(),
        at.number(),
        at.senderNumber(),
        at.memberRev(),
        next.activeAt(),
        entry.isLiveMessage() ? 1 : 0,
        head.key());
    heads.put(entry.conversationId(), next);
    sent.put(new Sender(head.key(), entry.senderId()), at.senderNumber());
  }

  /// Moves the head's rev on, for an entry that has changed.
  void revise(Head head, Entry changed) throws SQLException {
    var at = head.position();
    var next =
        new Position(at.seq(), changed.rev(), at.number(), at.senderNumber(), at.memberRev());
    database.update("UPDATE conversations SET rev = ? WHERE key = ?", changed.rev(), head.key());
    if (changed.isDeleted()) {
      database.update(
          """
          UPDATE conversations SET last_message =
            (SELECT seq FROM entries WHERE conversation = ?1 AND seq < ?2
             AND kind = 'MESSAGE' AND deleted_at IS NULL ORDER BY seq DESC LIMIT 1)
          WHERE key = ?1 AND last_message = ?2
          """,
          head.key(),
          changed.seq());
    }
    heads.put(changed.conversationId(), new Head(head.key(), next, head.activeAt()));
  }

  void forget() {
    heads.clear();
    sent.clear();
  }

  /// Keeps what was used last.
  private static final class Recent<K, V> extends LinkedHashMap<K, V> {
    private static final long serialVersionUID = 1L;

    Recent() {
      super(16, 0.75f, true);
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
      return size() > KEPT;
    }
  }
}
