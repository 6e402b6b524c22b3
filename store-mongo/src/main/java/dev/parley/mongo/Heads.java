package dev.parley.mongo;

import static com.mongodb.client.model.Aggregates.limit;
import static com.mongodb.client.model.Aggregates.lookup;
import static com.mongodb.client.model.Aggregates.match;
import static com.mongodb.client.model.Aggregates.project;
import static com.mongodb.client.model.Aggregates.sort;
import static com.mongodb.client.model.Filters.expr;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Projections.include;
import static com.mongodb.client.model.Sorts.descending;

import com.mongodb.client.model.Variable;
import dev.parley.chat.Position;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.bson.conversions.Bson;

/// The ends of many logs: a command for some dozens of them, in which the database looks each up at
/// the end of an index. One query of all their entries would read all of these.
final class Heads {
  private static final int BATCH = 25;

  private static final Bson OWN =
      match(expr(new Document("$eq", List.of("$conversationId", "$$conversation"))));

  private final Table conversations;

  Heads(Table conversations) {
    this.conversations = conversations;
  }

  /// Of each that has entries.
  Map<String, Position> of(Collection<String> conversationIds) {
    return writtenSince(conversationIds, Instant.EPOCH);
  }

  /// Of each where something was written or changed since then.
  Map<String, Position> writtenSince(Collection<String> conversationIds, Instant since) {
    var heads = new HashMap<String, Position>();
    for (var found :
        Together.map(batches(conversationIds), ids -> conversations.aggregate(ends(ids, since)))) {
      found.forEach(each -> heads.put(Fields.text(each, "_id"), position(each)));
    }
    return heads;
  }

  private static List<List<String>> batches(Collection<String> ids) {
    var all = List.copyOf(ids);
    var batches = new ArrayList<List<String>>();
    for (var from = 0; from < all.size(); from += BATCH) {
      batches.add(all.subList(from, Math.min(all.size(), from + BATCH)));
    }
    return batches;
  }

  /// What changed last has the highest rev. It is looked up before the newest entry, for the reason
  /// that [MongoDocuments#head] gives.
  private static List<Bson> ends(List<String> ids, Instant since) {
    return List.of(
        match(in("_id", ids)),
        project(include("_id")),
        last("revised", "rev", include("rev", "updatedAt")),
        match(gte("revised.updatedAt", Fields.date(since))),
        last("newest", "seq", MongoDocuments.TIP));
  }

  private static Bson last(String name, String number, Bson fields) {
    return lookup(
        Schema.MESSAGES,
        List.of(new Variable<>("conversation", "$_id")),
        List.of(OWN, sort(descending("conversationId", number)), limit(1), project(fields)),
        name);
  }

  private static Position position(Document found) {
    var revised = Fields.documents(found, "revised").getFirst();
    var newest = MongoDocuments.tip(Fields.documents(found, "newest").getFirst());
    return newest
        .revised(Math.max(Fields.number(revised, "rev"), newest.position().rev()))
        .position();
  }
}
