package dev.parley.mongo;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Projections.include;
import static com.mongodb.client.model.Sorts.ascending;
import static com.mongodb.client.model.Sorts.descending;
import static dev.parley.mongo.Table.all;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoException;
import com.mongodb.client.model.InsertManyOptions;
import dev.parley.chat.Entry;
import dev.parley.chat.Pins;
import java.time.Instant;
import java.util.List;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/// The collection `messages`, as a log asks it.
final class MongoDocuments implements Documents {
  private static final int DUPLICATE_KEY = 11000;

  /// What makes a head of the newest entry.
  static final Bson TIP =
      include("seq", "rev", "number", "senderNumber", "memberRev", "noticeRev", "createdAt");

  private final Table messages;
  private final Table conversations;

  MongoDocuments(Table messages, Table conversations) {
    this.messages = messages;
    this.conversations = conversations;
  }

  @Override
  public Documents within(Patience.Left left) {
    return new MongoDocuments(messages.within(left), conversations.within(left));
  }

  @Override
  public Outcome insert(List<Logged> entries) {
    var documents = entries.stream().map(Entries::document).toList();
    try {
      messages.collection().insertMany(documents, new InsertManyOptions().ordered(true));
      return new Outcome.Done();
    } catch (MongoBulkWriteException e) {
      var errors = e.getWriteErrors();
      if (e.getWriteConcernError() != null || errors.isEmpty()) {
        return new Outcome.Unknown(e);
      }
      // Not insertedCount, which some servers get wrong; the inserts are ordered.
      var first = errors.getFirst();
      if (first.getCode() == DUPLICATE_KEY) {
        return new Outcome.Taken(first.getIndex());
      }
      if (Failures.isPassing(first)) {
        return new Outcome.Unknown(e);
      }
      throw new IllegalStateException("An entry was refused: " + first.getMessage(), e);
    } catch (MongoException e) {
      return new Outcome.Unknown(e);
    }
  }

  @Override
  public Outcome replace(long seenRev, Logged next) {
    var entry = next.entry();
    var seen =
        all(
            Table.id(entry.id()),
            eq("conversationId", entry.conversationId()),
            eq("rev", seenRev),
            eq("deletedAt", null));
    try {
      var result = messages.collection().replaceOne(seen, Entries.document(next));
      return result.getMatchedCount() == 0 ? new Outcome.Missed() : new Outcome.Done();
    } catch (MongoException e) {
      return Failures.isTaken(e) ? new Outcome.Taken(0) : new Outcome.Unknown(e);
    }
  }

  /// The highest rev is read before the newest entry, and that entry's own may be higher still: so
  /// whatever has a rev up to there was written under a membership that the newest entry names.
  @Override
  public @Nullable Head head(String conversationId) {
    var of = eq("conversationId", conversationId);
    var revised = messages.first(of, descending("conversationId", "rev"), include("rev"));
    if (revised == null) {
      var conversation =
          conversations.first(Table.id(conversationId), Table.ALL, include("createdAt"));
      return conversation == null
          ? null
          : Head.empty(Fields.time(conversation, "createdAt").toEpochMilli());
    }
    var tip = tip(conversationId);
    return tip == null
        ? null
        : tip.revised(Math.max(Fields.number(revised, "rev"), tip.position().rev()));
  }

  /// The newest entry as if it were the one that changed last; null for an empty log.
  @Nullable Head tip(String conversationId) {
    var newest =
        messages.first(
            eq("conversationId", conversationId), descending("conversationId", "seq"), TIP);
    return newest == null ? null : tip(newest);
  }

  static Head tip(Document newest) {
    return new Head(
        Entries.position(newest),
        Fields.number(newest, "noticeRev"),
        Fields.time(newest, "createdAt").toEpochMilli());
  }

  @Override
  public @Nullable Logged byClientMessageId(
      String conversationId, String senderId, String clientMessageId) {
    var found =
        messages.first(
            all(
                eq("conversationId", conversationId),
                eq("senderId", senderId),
                eq("clientMessageId", Fields.wellFormed(clientMessageId))));
    return found == null ? null : Entries.logged(found);
  }

  @Override
  public @Nullable Logged byId(String id) {
    var found = messages.first(Table.id(id));
    return found == null ? null : Entries.logged(found);
  }

  @Override
  public List<Entry> changed(String conversationId, long sinceRev, int limit) {
    return messages
        .list(
            all(eq("conversationId", conversationId), gt("rev", sinceRev)),
            ascending("conversationId", "rev"),
            limit,
            Entries.SEEN)
        .stream()
        .map(Entries::entry)
        .toList();
  }

  @Override
  public long pinned(String conversationId) {
    var pinned =
        all(eq("conversationId", conversationId), gt("pinnedAt", Fields.date(Instant.EPOCH)));
    var newestFirst = descending("conversationId", "pinnedAt", "seq");
    return messages.list(pinned, newestFirst, Pins.MOST, include("pinnedAt")).size();
  }

  @Override
  public long sentUpTo(String conversationId, String userId, long seq) {
    var last =
        messages.first(
            all(eq("conversationId", conversationId), eq("senderId", userId), lte("seq", seq)),
            descending("conversationId", "senderId", "seq"),
            include("senderNumber"));
    return last == null ? 0 : Fields.number(last, "senderNumber");
  }
}
