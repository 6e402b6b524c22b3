package dev.parley.sqlite;

import dev.parley.chat.ChatEvent.ConversationCreated;
import dev.parley.chat.ChatEvent.MarkMoved;
import dev.parley.chat.ChatEvent.SettingsChanged;
import dev.parley.chat.Conversation;
import dev.parley.chat.ConversationStore;
import dev.parley.chat.Listing;
import dev.parley.chat.Member;
import dev.parley.chat.Position;
import dev.parley.chat.ReadMark;
import dev.parley.chat.Roster;
import dev.parley.chat.Settings;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Conversations, participants and marks in SQLite.
final class SqliteConversations implements ConversationStore {
  private final Writer writer;
  private final Readers readers;

  SqliteConversations(Writer writer, Readers readers) {
    this.writer = writer;
    this.readers = readers;
  }

  @Override
  public boolean create(Conversation conversation, List<Member> members) {
    return writer.write(transaction -> create(transaction, conversation, members));
  }

  private static boolean create(
      Transaction transaction, Conversation conversation, List<Member> members)
      throws SQLException {
    var database = transaction.database();
    var createdAt = conversation.createdAt().toEpochMilli();
    var created =
        database.update(
            """
            INSERT INTO conversations (id, type, name, avatar, owner, created_at, active_at)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?6) ON CONFLICT (id) DO NOTHING
            """,
            conversation.id(),
            conversation.type().name(),
            conversation.name(),
            conversation.avatar(),
            conversation.ownerId(),
            createdAt);
    if (created == 0) {
      return false;
    }
    var key = transaction.heads().of(conversation.id()).key();
    for (var member : members) {
      Projection.insert(database, key, member, 0, 0);
    }
    transaction.tell(
        new ConversationCreated(conversation, members.stream().map(Member::userId).toList()));
    return true;
  }

  @Override
  public @Nullable Conversation conversation(String id) {
    return readers.read(database ->
        database.first(
            """
            SELECT id, type, name, avatar, owner, created_at, retention FROM conversations c
            WHERE id = ? AND EXISTS (SELECT 1 FROM participants WHERE conversation = c.key)
            """,
            Rows::conversation,
            id));
  }

  @Override
  public Roster roster(String id) {
    return readers.read(database -> Rows.roster(database, id));
  }

  @Override
  public List<Listing> list(String userId, @Nullable ListCursor after, int limit) {
    return readers.read(database -> Listings.page(database, userId, after, limit));
  }

  @Override
  public Map<String, Position> writtenSince(Collection<String> userIds, Instant since) {
    var users = userIds.stream().collect(Collectors.joining("\",\"", "[\"", "\"]"));
    var heads = new HashMap<String, Position>();
    readers.read(database ->
        database.list(
            """
            SELECT c.id, c.seq, c.rev, c.number, c.sender_number, c.member_rev
            FROM conversations c JOIN entries e ON e.conversation = c.key AND e.rev = c.rev
            WHERE e.updated_at >= ?2 AND c.key IN (
              SELECT conversation FROM participants
              WHERE user IN (SELECT value FROM json_each(?1)))
            """,
            row -> heads.put(row.text(), Rows.position(row)),
            users,
            since.toEpochMilli()));
    return heads;
  }

  @Override
  public @Nullable Listing listing(String userId, String conversationId) {
    return readers.read(database -> Listings.one(database, userId, conversationId));
  }

  @Override
  public List<String> companions(String userId, int groupSize) {
    return readers.read(database ->
        database.list(
            """
            SELECT DISTINCT o.user
            FROM participants p
            JOIN conversations c ON c.key = p.conversation
            JOIN participants o ON o.conversation = p.conversation
            WHERE p.user = ?1 AND o.user <> ?1 AND (c.type = 'DIRECT' OR ?2 >=
              (SELECT count(*) FROM
                (SELECT 1 FROM participants WHERE conversation = p.conversation LIMIT ?2 + 1)))
            """,
            Row::text,
            userId,
            groupSize));
  }

  @Override
  public @Nullable ReadMark advance(String userId, String conversationId, long seq, Instant now) {
    return writer.write(transaction -> {
      var database = transaction.database();
      var mark = Marks.read(database, userId, conversationId);
      if (mark == null) {
        return null;
      }
      var head = transaction.heads().of(conversationId);
      var next = Math.min(seq, head.position().seq());
      if (next <= mark.seq()) {
        return mark;
      }
      Marks.move(database, userId, head.key(), next, now);
      var moved = Objects.requireNonNull(Marks.read(database, userId, conversationId));
      transaction.tell(new MarkMoved(conversationId, userId, moved));
      return moved;
    });
  }

  @Override
  public @Nullable ReadMark mark(String userId, String conversationId) {
    return readers.read(database -> Marks.read(database, userId, conversationId));
  }

  @Override
  public void keep(String userId, String conversationId, Settings settings) {
    writer.write(transaction -> {
      var kept =
          transaction
              .database()
              .update(
                  """
                  UPDATE participants AS p
                  SET muted = ?, pinned = ?, archived_number = iif(?, c.number, NULL)
                  FROM conversations c WHERE p.user = ? AND p.conversation = c.key AND c.id = ?
                  """,
                  settings.muted() ? 1 : 0,
                  settings.pinned() ? 1 : 0,
                  settings.archived() ? 1 : 0,
                  userId,
                  conversationId);
      if (kept > 0) {
        transaction.tell(new SettingsChanged(conversationId, userId));
      }
      return null;
    });
  }
}
