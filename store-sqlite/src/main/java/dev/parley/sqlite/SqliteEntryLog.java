package dev.parley.sqlite;

import dev.parley.chat.ChatEvent.EntryCommitted;
import dev.parley.chat.Draft;
import dev.parley.chat.Edit;
import dev.parley.chat.Entry;
import dev.parley.chat.EntryLog;
import dev.parley.chat.Ids;
import dev.parley.chat.Message;
import dev.parley.chat.Notice;
import dev.parley.chat.Pins;
import dev.parley.chat.Position;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The logs in SQLite. All writes run on the one writer thread, so a head read there is committed
/// or written by the same transaction, and a compare-and-set needs no more than a comparison.
final class SqliteEntryLog implements EntryLog {
  private static final String ENTRIES_OF =
      "SELECT"
          + Rows.ENTRY
          + "FROM entries e WHERE e.conversation = (SELECT key FROM conversations WHERE id = ?)";
  private static final String LIVE = " AND e.kind = 'MESSAGE' AND e.deleted_at IS NULL";

  private final Writer writer;
  private final Readers readers;
  private final InstantSource clock;

  SqliteEntryLog(Writer writer, Readers readers, InstantSource clock) {
    this.writer = writer;
    this.readers = readers;
    this.clock = clock;
  }

  @Override
  public Appended append(Draft draft) {
    return writer.write(transaction -> append(transaction, draft));
  }

  private Appended append(Transaction transaction, Draft draft) throws SQLException {
    var database = transaction.database();
    var heads = transaction.heads();
    var head = heads.of(draft.conversationId());
    if (head.position().memberRev() != draft.memberRev()) {
      var stored = repeated(database, draft);
      return stored == null
          ? new Appended.RosterChanged(head.position().memberRev())
          : new Appended.Repeated(stored);
    }
    var entry = next(head, heads.sent(head, draft.senderId()), draft);
    if (insert(database, head.key(), entry) == 0) {
      return new Appended.Repeated(
          Objects.requireNonNull(repeated(database, draft), "the entry in the way"));
    }
    heads.append(head, entry);
    Named.added(database, head.key(), entry);
    if (entry.body() instanceof Notice notice) {
      Projection.apply(transaction, head.key(), entry, notice);
    }
    transaction.tell(new EntryCommitted(entry, true, entry.seq()));
    return new Appended.Stored(entry);
  }

  private Entry next(Heads.Head head, long sent, Draft draft) {
    var at = head.position();
    var message = draft.body() instanceof Message ? 1 : 0;
    var rev = at.rev() + 1;
    var changesMembers = draft.body() instanceof Notice notice && notice.type().changesMembers();
    var position =
        new Position(
            at.seq() + 1,
            rev,
            at.number() + message,
            sent + message,
            changesMembers ? rev : at.memberRev());
    var now = clock.millis();
    // The first entry may share its millisecond with the conversation's creation.
    var createdAt = Instant.ofEpochMilli(at.seq() == 0 ? now : Math.max(now, head.activeAt() + 1));
    return new Entry(
        Ids.at(createdAt),
        draft.conversationId(),
        position,
        draft.senderId(),
        draft.body(),
        draft.clientMessageId(),
        createdAt,
        createdAt,
        null,
        null);
  }

  /// Answers 0, and does nothing, when the clientMessageId is there already.
  private static int insert(Database database, long conversation, Entry entry) throws SQLException {
    var at = entry.position();
    var body = Rows.Body.of(entry.body());
    return database.update(
        """
        INSERT INTO entries (conversation, seq, rev, number, sender_number, member_rev, id, sender,
          client_message_id, created_at, updated_at, kind, text, url, file_name, reply_to, user_ids)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (client_message_id, conversation, sender) DO NOTHING
        """,
        conversation,
        at.seq(),
        at.rev(),
        at.number(),
        at.senderNumber(),
        at.memberRev(),
        entry.id(),
        entry.senderId(),
        entry.clientMessageId(),
        entry.createdAt().toEpochMilli(),
        entry.updatedAt().toEpochMilli(),
        body.kind(),
        body.text(),
        body.url(),
        body.fileName(),
        body.replyTo(),
        body.userIds());
  }

  private static @Nullable Entry repeated(Database database, Draft draft) throws SQLException {
    return byClientMessageId(
        database, draft.conversationId(), draft.senderId(), draft.clientMessageId());
  }

  @Override
  public Replaced replace(long seenRev, Entry changed, long memberRev) {
    return writer.write(transaction -> replace(transaction, seenRev, changed, memberRev));
  }

  private static Replaced replace(
      Transaction transaction, long seenRev, Entry changed, long memberRev) throws SQLException {
    var stored = entry(transaction.database(), changed.id());
    if (stored == null || stored.rev() != seenRev || stored.isDeleted()) {
      return new Replaced.Missed();
    }
    var head = transaction.heads().of(stored.conversationId());
    if (memberRev != ANY_ROSTER && memberRev != head.position().memberRev()) {
      return new Replaced.RosterChanged(head.position().memberRev());
    }
    if (Pins.isPinned(stored, changed)) {
      Pins.requireRoom(pins(transaction.database(), head.key()));
    }
    var was = stored.position();
    var position =
        new Position(
            was.seq(),
            head.position().rev() + 1,
            was.number(),
            was.senderNumber(),
            was.memberRev());
    var next =
        new Entry(
            stored.id(),
            stored.conversationId(),
            position,
            stored.senderId(),
            changed.body(),
            stored.clientMessageId(),
            stored.createdAt(),
            changed.updatedAt().truncatedTo(ChronoUnit.MILLIS),
            millis(changed.editedAt()),
            millis(changed.deletedAt()));
    update(transaction.database(), head.key(), next);
    Edits.changed(transaction.database(), stored, next);
    Named.changed(transaction.database(), head.key(), stored, next);
    transaction.heads().revise(head, next);
    transaction.tell(new EntryCommitted(next, false, head.position().seq()));
    return new Replaced.Stored(next);
  }

  private static long pins(Database database, long conversation) throws SQLException {
    return database.number(
        "SELECT count(*) FROM entries WHERE conversation = ? AND pinned_at NOT NULL", conversation);
  }

  private static void update(Database database, long conversation, Entry entry)
      throws SQLException {
    var body = Rows.Body.of(entry.body());
    database.update(
        """
        UPDATE entries SET rev = ?, updated_at = ?, edited_at = ?, deleted_at = ?,
          kind = ?, text = ?, url = ?, file_name = ?, reply_to = ?, user_ids = ?,
          reactions = ?, pinned_at = ?, pinned_by = ?
        WHERE conversation = ? AND seq = ?
        """,
        entry.rev(),
        entry.updatedAt().toEpochMilli(),
        Rows.millis(entry.editedAt()),
        Rows.millis(entry.deletedAt()),
        body.kind(),
        body.text(),
        body.url(),
        body.fileName(),
        body.replyTo(),
        body.userIds(),
        body.reactions(),
        body.pinnedAt(),
        body.pinnedBy(),
        conversation,
        entry.seq());
  }

  private static @Nullable Instant millis(@Nullable Instant time) {
    return time == null ? null : time.truncatedTo(ChronoUnit.MILLIS);
  }

  @Override
  public @Nullable Entry entry(String id) {
    return readers.read(database -> entry(database, id));
  }

  private static @Nullable Entry entry(Database database, String id) throws SQLException {
    return database.first(
        "SELECT c.id,"
            + Rows.ENTRY
            + "FROM entries e JOIN conversations c ON c.key = e.conversation WHERE e.id = ?",
        row -> Rows.entry(row, row.text()),
        id);
  }

  @Override
  public @Nullable Entry byClientMessageId(
      String conversationId, String senderId, String clientMessageId) {
    return readers.read(
        database -> byClientMessageId(database, conversationId, senderId, clientMessageId));
  }

  private static @Nullable Entry byClientMessageId(
      Database database, String conversationId, String senderId, String clientMessageId)
      throws SQLException {
    return database.first(
        ENTRIES_OF + " AND e.sender = ? AND e.client_message_id = ?",
        row -> Rows.entry(row, conversationId),
        conversationId,
        senderId,
        clientMessageId);
  }

  @Override
  public List<Entry> older(String conversationId, long beforeSeq, int limit, Scope scope) {
    return page(" AND e.seq < ?", scope, "seq DESC", conversationId, beforeSeq, limit);
  }

  @Override
  public List<Entry> newer(String conversationId, long afterSeq, int limit, Scope scope) {
    return page(" AND e.seq > ?", scope, "seq", conversationId, afterSeq, limit);
  }

  @Override
  public List<Entry> changed(String conversationId, long sinceRev, int limit) {
    return page(" AND e.rev > ?", Scope.ALL, "rev", conversationId, sinceRev, limit);
  }

  private List<Entry> page(
      String from, Scope scope, String order, String conversationId, long number, int limit) {
    var sql =
        ENTRIES_OF + from + (scope == Scope.ALL ? "" : LIVE) + " ORDER BY e." + order + " LIMIT ?";
    return readers.read(database ->
        database.list(sql, row -> Rows.entry(row, conversationId), conversationId, number, limit));
  }

  @Override
  public List<Edit> edits(String id) {
    return readers.read(database -> Edits.of(database, id));
  }

  @Override
  public List<Entry> pinned(String conversationId) {
    return readers.read(database ->
        database.list(
            ENTRIES_OF + " AND e.pinned_at NOT NULL ORDER BY e.pinned_at DESC, e.seq DESC",
            row -> Rows.entry(row, conversationId),
            conversationId));
  }

  @Override
  public Position head(String conversationId) {
    var head =
        readers.read(database ->
            database.first(
                """
                SELECT seq, rev, number, sender_number, member_rev
                FROM conversations WHERE id = ?
                """,
                Rows::position,
                conversationId));
    return head == null ? new Position(0, 0, 0, 0, 0) : head;
  }
}
