package dev.parley.mongo;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Sorts.ascending;
import static com.mongodb.client.model.Sorts.descending;
import static dev.parley.mongo.Table.all;

import dev.parley.chat.Draft;
import dev.parley.chat.Edit;
import dev.parley.chat.Entry;
import dev.parley.chat.EntryLog;
import dev.parley.chat.Position;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/// The logs in MongoDB.
final class MongoEntryLog implements EntryLog {
  static final Bson LIVE = all(eq("kind", Entries.MESSAGE), eq("deletedAt", null));

  private final Table messages;
  private final MongoDocuments documents;
  private final Heads heads;
  private final Logs logs;

  MongoEntryLog(Table messages, MongoDocuments documents, Heads heads, Logs logs) {
    this.messages = messages;
    this.documents = documents;
    this.heads = heads;
    this.logs = logs;
  }

  @Override
  public Appended append(Draft draft) {
    return logs.append(draft);
  }

  @Override
  public Replaced replace(long seenRev, Entry changed, long memberRev) {
    return logs.replace(seenRev, changed, memberRev);
  }

  @Override
  public @Nullable Entry entry(String id) {
    var found = messages.first(Table.id(id), Table.ALL, Entries.SEEN);
    return found == null ? null : Entries.entry(found);
  }

  @Override
  public @Nullable Entry byClientMessageId(
      String conversationId, String senderId, String clientMessageId) {
    var found = documents.byClientMessageId(conversationId, senderId, clientMessageId);
    return found == null ? null : found.entry();
  }

  @Override
  public List<Entry> older(String conversationId, long beforeSeq, int limit, Scope scope) {
    return page(
        conversationId,
        scoped(lt("seq", beforeSeq), scope),
        descending("conversationId", "seq"),
        limit);
  }

  @Override
  public List<Entry> newer(String conversationId, long afterSeq, int limit, Scope scope) {
    return page(
        conversationId,
        scoped(gt("seq", afterSeq), scope),
        ascending("conversationId", "seq"),
        limit);
  }

  @Override
  public List<Entry> changed(String conversationId, long sinceRev, int limit) {
    return documents.changed(conversationId, sinceRev, limit);
  }

  @Override
  public List<Entry> pinned(String conversationId) {
    return page(
        conversationId,
        gt("pinnedAt", Fields.date(Instant.EPOCH)),
        descending("pinnedAt", "seq"),
        Integer.MAX_VALUE);
  }

  private static Bson scoped(Bson filter, Scope scope) {
    return scope == Scope.ALL ? filter : all(filter, LIVE);
  }

  private List<Entry> page(String conversationId, Bson filter, Bson sort, int limit) {
    var of = all(eq("conversationId", conversationId), filter);
    return messages.list(of, sort, limit, Entries.SEEN).stream().map(Entries::entry).toList();
  }

  @Override
  public List<Edit> edits(String id) {
    var found = documents.byId(id);
    return found == null ? List.of() : found.edits();
  }

  @Override
  public Position head(String conversationId) {
    var head = documents.head(conversationId);
    return head == null ? new Position(0, 0, 0, 0, 0) : head.position();
  }

  @Override
  public Map<String, Position> heads(Collection<String> conversationIds) {
    return heads.of(conversationIds);
  }
}
