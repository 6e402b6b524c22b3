package dev.parley.sqlite;

import dev.parley.chat.ChatEvent.Invited;
import dev.parley.chat.GroupInvitation;
import dev.parley.chat.GroupInvitationStore;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Consents in SQLite.
final class SqliteGroupInvitations implements GroupInvitationStore {
  private final Writer writer;
  private final Readers readers;

  SqliteGroupInvitations(Writer writer, Readers readers) {
    this.writer = writer;
    this.readers = readers;
  }

  @Override
  public void add(GroupInvitation invitation) {
    writer.write(transaction -> {
      var added =
          transaction
              .database()
              .update(
                  """
                  INSERT INTO group_invitations (user, conversation, invited_by, created_at)
                  VALUES (?, ?, ?, ?) ON CONFLICT (user, conversation) DO NOTHING
                  """,
                  invitation.userId(),
                  invitation.conversationId(),
                  invitation.byUserId(),
                  invitation.createdAt().toEpochMilli());
      if (added > 0) {
        transaction.tell(new Invited(invitation));
      }
      return null;
    });
  }

  @Override
  public @Nullable GroupInvitation take(String conversationId, String userId) {
    return writer.write(transaction -> {
      var database = transaction.database();
      var taken =
          database.first(
              """
              SELECT conversation, user, invited_by, created_at FROM group_invitations
              WHERE user = ? AND conversation = ?
              """,
              SqliteGroupInvitations::invitation,
              userId,
              conversationId);
      if (taken != null) {
        database.update(
            "DELETE FROM group_invitations WHERE user = ? AND conversation = ?",
            userId,
            conversationId);
      }
      return taken;
    });
  }

  @Override
  public List<GroupInvitation> of(String userId) {
    return readers.read(database ->
        database.list(
            """
            SELECT conversation, user, invited_by, created_at FROM group_invitations
            WHERE user = ? ORDER BY created_at DESC, conversation
            """,
            SqliteGroupInvitations::invitation,
            userId));
  }

  private static GroupInvitation invitation(Row row) throws SQLException {
    return new GroupInvitation(row.text(), row.text(), row.text(), row.time());
  }
}
