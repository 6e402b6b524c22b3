package dev.parley.sqlite;

import dev.parley.chat.Invitation;
import dev.parley.chat.InvitationStore;
import dev.parley.chat.User;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Invitations in SQLite.
final class SqliteInvitations implements InvitationStore {
  private static final String INVITATION =
      "SELECT id, email, uses, used, created_by, created_at, expires_at FROM invitations ";

  private final Writer writer;
  private final Readers readers;

  SqliteInvitations(Writer writer, Readers readers) {
    this.writer = writer;
    this.readers = readers;
  }

  @Override
  public void add(Invitation invitation, String codeHash) {
    writer.write(transaction ->
        transaction
            .database()
            .update(
                """
                INSERT INTO invitations (id, code_hash, email, uses, used, created_by, created_at,
                  expires_at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                """,
                invitation.id(),
                codeHash,
                invitation.email(),
                invitation.uses(),
                invitation.used(),
                invitation.createdBy(),
                invitation.createdAt().toEpochMilli(),
                invitation.expiresAt().toEpochMilli()));
  }

  @Override
  public List<Invitation> newest(int limit) {
    return readers.read(database ->
        database.list(
            INVITATION + "ORDER BY created_at DESC, id DESC LIMIT ?",
            SqliteInvitations::invitation,
            limit));
  }

  @Override
  public @Nullable Invitation byCode(String codeHash) {
    return readers.read(database ->
        database.first(
            INVITATION + "WHERE code_hash = ?", SqliteInvitations::invitation, codeHash));
  }

  @Override
  public boolean remove(String id) {
    return writer.write(transaction ->
        transaction.database().update("DELETE FROM invitations WHERE id = ?", id) > 0);
  }

  @Override
  public boolean redeem(String codeHash, User user, String passwordHash, Instant now) {
    return writer.write(transaction -> {
      var database = transaction.database();
      // Before the use is counted: a write that is refused must not have changed anything.
      SqliteUsers.refuseTaken(database, user);
      var taken =
          database.update(
                  """
                  UPDATE invitations SET used = used + 1
                  WHERE code_hash = ? AND used < uses AND expires_at > ?
                  """,
                  codeHash,
                  now.toEpochMilli())
              > 0;
      if (taken) {
        SqliteUsers.insert(database, user, passwordHash);
      }
      return taken;
    });
  }

  private static Invitation invitation(Row row) throws SQLException {
    return new Invitation(
        row.text(),
        row.textOrNull(),
        (int) row.number(),
        (int) row.number(),
        row.text(),
        row.time(),
        row.time());
  }
}
