package dev.parley.sqlite;

import dev.parley.chat.Entry;
import dev.parley.chat.Member;
import dev.parley.chat.Notice;
import dev.parley.chat.Roster;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/// Writes down what a notice changes, in the transaction of the notice: the group's name, avatar
/// and owner, its members by [Roster#after], and where a new member's mark begins.
final class Projection {
  private Projection() {}

  /// @param conversation its key
  static void apply(Transaction transaction, long conversation, Entry entry, Notice notice)
      throws SQLException {
    var database = transaction.database();
    switch (notice.type()) {
      case RENAMED -> set(database, conversation, "name", notice.detail());
      case AVATAR_CHANGED -> set(database, conversation, "avatar", notice.detail());
      case RETENTION_CHANGED -> set(database, conversation, "retention", notice.detail());
      case MEMBER_ADDED, MEMBER_REMOVED, MEMBER_LEFT, ROLE_CHANGED, DELETED -> {
        var before = Rows.roster(database, entry.conversationId());
        var after = before.after(entry);
        rewrite(transaction, conversation, entry, before, after);
        set(database, conversation, "owner", after.ownerId());
      }
    }
  }

  private static void set(
      Database database, long conversation, String column, @Nullable String value)
      throws SQLException {
    database.update(
        "UPDATE conversations SET " + column + " = nullif(?, '') WHERE key = ?",
        value,
        conversation);
  }

  private static void rewrite(
      Transaction transaction, long conversation, Entry entry, Roster before, Roster after)
      throws SQLException {
    var database = transaction.database();
    for (var member : before.members()) {
      if (!after.contains(member.userId())) {
        database.update(
            "DELETE FROM participants WHERE user = ? AND conversation = ?",
            member.userId(),
            conversation);
      }
    }
    for (var member : after.members()) {
      var was = before.member(member.userId());
      if (was == null) {
        join(transaction, conversation, entry, member);
      } else if (!was.equals(member)) {
        database.update(
            "UPDATE participants SET role = ? WHERE user = ? AND conversation = ?",
            member.role().name(),
            member.userId(),
            conversation);
      }
    }
  }

  private static void join(Transaction transaction, long conversation, Entry entry, Member member)
      throws SQLException {
    var head = transaction.heads().of(entry.conversationId());
    insert(
        transaction.database(),
        conversation,
        member,
        entry.position().number(),
        transaction.heads().sent(head, member.userId()));
  }

  /// A new participant, standing behind all others.
  ///
  /// @param number all messages up to where their mark begins
  /// @param own their own up to there, from an earlier stay
  static void insert(Database database, long conversation, Member member, long number, long own)
      throws SQLException {
    database.update(
        """
        INSERT INTO participants
          (user, conversation, standing, role, joined_seq, read_seq, read_number, read_own)
        VALUES (?1, ?2,
          1 + (SELECT coalesce(max(standing), 0) FROM participants WHERE conversation = ?2),
          ?3, ?4, ?4, ?5, ?6)
        """,
        member.userId(),
        conversation,
        member.role().name(),
        member.joinedSeq(),
        number,
        own);
  }
}
