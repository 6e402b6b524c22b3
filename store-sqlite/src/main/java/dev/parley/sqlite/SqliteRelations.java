package dev.parley.sqlite;

import dev.parley.chat.ChatEvent.RelationChanged;
import dev.parley.chat.Contact;
import dev.parley.chat.FriendRequest;
import dev.parley.chat.Ids;
import dev.parley.chat.Relation;
import dev.parley.chat.RelationStore;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Relations in SQLite.
final class SqliteRelations implements RelationStore {
  private static final String SELECT =
      """
      SELECT id, low, high, version, request, request_from, request_status, request_created_at,
        request_updated_at, friends_since, low_blocked_at, high_blocked_at, contact_receiver,
        contact_state, contact_opening
      FROM relations
      """;

  private final Writer writer;
  private final Readers readers;

  SqliteRelations(Writer writer, Readers readers) {
    this.writer = writer;
    this.readers = readers;
  }

  @Override
  public Relation between(String userId, String otherId) {
    var found = readers.read(database -> byId(database, Ids.direct(userId, otherId)));
    return found == null ? Relation.none(userId, otherId) : found;
  }

  @Override
  public @Nullable Relation byRequest(String requestId) {
    return readers.read(database ->
        database.first(SELECT + "WHERE request = ?", SqliteRelations::relation, requestId));
  }

  @Override
  public List<Relation> of(String userId) {
    return readers.read(database ->
        database.list(SELECT + "WHERE low = ?1 OR high = ?1", SqliteRelations::relation, userId));
  }

  @Override
  public @Nullable Relation replace(Relation next) {
    return writer.write(transaction -> {
      var database = transaction.database();
      var stored = byId(database, next.id());
      if (next.version() != (stored == null ? 0 : stored.version())) {
        return null;
      }
      var changed = next.at(next.version() + 1);
      write(database, changed);
      transaction.tell(
          new RelationChanged(
              stored == null ? Relation.none(next.lowId(), next.highId()) : stored, changed));
      return changed;
    });
  }

  private static void write(Database database, Relation relation) throws SQLException {
    var request = relation.request();
    var contact = relation.contact();
    database.update(
        """
        INSERT OR REPLACE INTO relations VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        relation.id(),
        relation.lowId(),
        relation.highId(),
        relation.version(),
        request == null ? null : request.id(),
        request == null ? null : request.fromUserId(),
        request == null ? null : request.status().name(),
        request == null ? null : Rows.millis(request.createdAt()),
        request == null ? null : Rows.millis(request.updatedAt()),
        Rows.millis(relation.friendsSince()),
        Rows.millis(relation.lowBlockedAt()),
        Rows.millis(relation.highBlockedAt()),
        contact == null ? null : contact.receiverId(),
        contact == null ? null : contact.state().name(),
        contact == null ? null : contact.opening());
  }

  private static @Nullable Relation byId(Database database, String id) throws SQLException {
    return database.first(SELECT + "WHERE id = ?", SqliteRelations::relation, id);
  }

  private static Relation relation(Row row) throws SQLException {
    var id = row.text();
    var low = row.text();
    var high = row.text();
    return new Relation(
        id,
        low,
        high,
        row.number(),
        request(row, low, high),
        row.timeOrNull(),
        row.timeOrNull(),
        row.timeOrNull(),
        contact(row));
  }

  private static @Nullable FriendRequest request(Row row, String low, String high)
      throws SQLException {
    var id = row.textOrNull();
    if (id == null) {
      row.skip(4);
      return null;
    }
    var from = row.text();
    return new FriendRequest(
        id,
        from,
        from.equals(low) ? high : low,
        row.word(FriendRequest.Status.class),
        row.time(),
        row.time());
  }

  private static @Nullable Contact contact(Row row) throws SQLException {
    var receiver = row.textOrNull();
    return receiver == null
        ? null
        : new Contact(receiver, row.word(Contact.State.class), row.textOrNull());
  }
}
