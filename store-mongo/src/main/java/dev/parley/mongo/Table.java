package dev.parley.mongo;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.InsertManyOptions;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.WriteModel;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.bson.BsonDocument;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/// A collection whose failures are the chat's: [dev.parley.chat.Refused] UNAVAILABLE when what
/// became of an operation is not known, [Failures.Taken] when a unique index is in the way.
final class Table {
  /// Every document.
  static final Bson ALL = new Document();

  private static final long MILLISECOND = 1;

  private final MongoCollection<Document> collection;

  /// Of one caller, who waits no longer; null for as long as the database's own patience is.
  private final Patience.@Nullable Left left;

  Table(MongoCollection<Document> collection) {
    this(collection, null);
  }

  private Table(MongoCollection<Document> collection, Patience.@Nullable Left left) {
    this.collection = collection;
    this.left = left;
  }

  /// The same, where no call takes longer than is left.
  Table within(Patience.Left caller) {
    return new Table(collection, caller);
  }

  /// What matches every one of them, in one flat document where no two name the same field.
  static Bson all(Bson... filters) {
    var flat = new BsonDocument();
    for (var filter : filters) {
      for (var field : filter.toBsonDocument().entrySet()) {
        if (flat.put(field.getKey(), field.getValue()) != null) {
          return Filters.and(filters);
        }
      }
    }
    return flat;
  }

  static Bson id(String id) {
    return Filters.eq("_id", id);
  }

  MongoCollection<Document> collection() {
    return left == null
        ? collection
        : collection.withTimeout(
            Math.max(MILLISECOND, left.rest().toMillis()), TimeUnit.MILLISECONDS);
  }

  @Nullable Document first(Bson filter) {
    return Failures.guard(() -> collection().find(filter).first());
  }

  @Nullable Document first(Bson filter, Bson sort, Bson fields) {
    return Failures.guard(
        () -> collection().find(filter).sort(sort).projection(fields).limit(1).first());
  }

  List<Document> list(Bson filter) {
    return Failures.guard(() -> collection().find(filter).into(new ArrayList<>()));
  }

  List<Document> list(Bson filter, Bson sort, int limit) {
    return list(filter, sort, limit, ALL);
  }

  List<Document> list(Bson filter, Bson sort, int limit, Bson fields) {
    var atMost = limit == Integer.MAX_VALUE ? 0 : limit; // 0 is no limit
    return Failures.guard(() ->
        collection()
            .find(filter)
            .sort(sort)
            .projection(fields)
            .limit(atMost)
            .into(new ArrayList<>()));
  }

  /// Those with these ids, in no order.
  List<Document> byIds(Collection<String> ids, Bson fields) {
    return ids.isEmpty() ? List.of() : list(Filters.in("_id", ids), ALL, Integer.MAX_VALUE, fields);
  }

  List<Document> aggregate(List<Bson> stages) {
    return Failures.guard(() -> collection().aggregate(stages).into(new ArrayList<>()));
  }

  boolean has(Bson filter) {
    return first(filter, ALL, new Document("_id", 1)) != null;
  }

  long count(Bson filter) {
    return Failures.guard(() -> collection().countDocuments(filter));
  }

  /// False when a unique index has it already.
  boolean insert(Document document) {
    try {
      Failures.guard(() -> collection().insertOne(document));
      return true;
    } catch (Failures.Taken e) {
      return false;
    }
  }

  /// Inserts those that are not there yet.
  void insertNew(List<Document> documents) {
    if (documents.isEmpty()) {
      return;
    }
    try {
      Failures.guard(
          () -> collection().insertMany(documents, new InsertManyOptions().ordered(true)));
    } catch (Failures.Taken e) {
      documents.forEach(this::insert);
    }
  }

  /// How many matched: 0 or 1. Throws [Failures.Taken].
  long update(Bson filter, Bson change) {
    return Failures.guard(() -> collection().updateOne(filter, change).getMatchedCount());
  }

  /// Inserts what the filter and the change say when nothing matches. Throws [Failures.Taken].
  void upsert(Bson filter, Bson change) {
    Failures.guard(() -> collection().updateOne(filter, change, new UpdateOptions().upsert(true)));
  }

  /// Throws [Failures.Taken] when another one has that id but does not match.
  void put(Bson filter, Document document) {
    Failures.guard(
        () -> collection().replaceOne(filter, document, new ReplaceOptions().upsert(true)));
  }

  /// False when nothing matches.
  boolean replace(Bson filter, Document document) {
    return Failures.guard(() -> collection().replaceOne(filter, document).getMatchedCount()) > 0;
  }

  void write(List<? extends WriteModel<Document>> changes) {
    if (!changes.isEmpty()) {
      Failures.guard(() -> collection().bulkWrite(changes, new BulkWriteOptions().ordered(true)));
    }
  }

  boolean delete(Bson filter) {
    return Failures.guard(() -> collection().deleteOne(filter).getDeletedCount()) > 0;
  }

  void deleteAll(Bson filter) {
    Failures.guard(() -> collection().deleteMany(filter));
  }
}
