package dev.parley.mongo;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Projections.include;
import static com.mongodb.client.model.Sorts.descending;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.pullByFilter;
import static com.mongodb.client.model.Updates.push;
import static com.mongodb.client.model.Updates.set;
import static dev.parley.mongo.Table.all;

import dev.parley.chat.Session;
import dev.parley.chat.SessionStore;
import java.time.Instant;
import java.util.List;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/// Sessions in MongoDB.
final class MongoSessions implements SessionStore {
  private static final String EXCHANGES = "exchanges";

  private final Table sessions;
  private final Table pushes;

  MongoSessions(Table sessions, Table pushes) {
    this.sessions = sessions;
    this.pushes = pushes;
  }

  @Override
  public void add(Session session, String refreshHash) {
    sessions.insert(
        new Document("_id", session.id())
            .append("userId", session.userId())
            .append("device", Fields.wellFormed(session.device()))
            .append("address", session.address())
            .append("createdAt", Fields.date(session.createdAt()))
            .append("lastUsedAt", Fields.date(session.lastUsedAt()))
            .append("expiresAt", Fields.date(session.expiresAt()))
            .append("refreshHash", refreshHash));
  }

  @Override
  public @Nullable Stored session(String id) {
    var found = sessions.first(Table.id(id));
    return found == null ? null : new Stored(session(found), Fields.text(found, "refreshHash"));
  }

  @Override
  public boolean rotate(
      String id, String expectedHash, String nextHash, Instant now, Instant expiresAt) {
    var exchange = new Document("hash", expectedHash).append("at", Fields.date(now));
    var rotated =
        sessions.update(
                all(Table.id(id), eq("refreshHash", expectedHash)),
                combine(
                    push(EXCHANGES, exchange),
                    set("refreshHash", nextHash),
                    set("lastUsedAt", Fields.date(now)),
                    set("expiresAt", Fields.date(expiresAt))))
            > 0;
    if (rotated) { // one update can't add to a list and take from it
      sessions.update(
          Table.id(id),
          pullByFilter(new Document(EXCHANGES, lte("at", Fields.date(now.minus(REMEMBERED))))));
    }
    return rotated;
  }

  @Override
  public @Nullable Instant exchangedAt(String id, String hash) {
    var found = sessions.first(Table.id(id));
    return found == null
        ? null
        : Fields.documents(found, EXCHANGES).stream()
            .filter(exchange -> Fields.text(exchange, "hash").equals(hash))
            .map(exchange -> Fields.time(exchange, "at"))
            .findFirst()
            .orElse(null);
  }

  @Override
  public boolean remove(String id) {
    pushes.deleteAll(eq("sessionId", id));
    return sessions.delete(Table.id(id));
  }

  @Override
  public List<Session> ofUser(String userId) {
    return sessions
        .list(eq("userId", userId), descending("createdAt", "_id"), Integer.MAX_VALUE)
        .stream()
        .map(MongoSessions::session)
        .toList();
  }

  @Override
  public void removeExpired(Instant now) {
    var expired = lte("expiresAt", Fields.date(now));
    var ids =
        sessions.list(expired, Table.ALL, Integer.MAX_VALUE, include("_id")).stream()
            .map(each -> Fields.text(each, "_id"))
            .toList();
    if (!ids.isEmpty()) {
      pushes.deleteAll(in("sessionId", ids));
    }
    sessions.deleteAll(expired);
  }

  private static Session session(Document document) {
    return new Session(
        Fields.text(document, "_id"),
        Fields.text(document, "userId"),
        Fields.text(document, "device"),
        Fields.text(document, "address"),
        Fields.time(document, "createdAt"),
        Fields.time(document, "lastUsedAt"),
        Fields.time(document, "expiresAt"));
  }
}
