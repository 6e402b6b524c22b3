package dev.parley.mongo;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Sorts.descending;
import static dev.parley.mongo.Table.all;

import dev.parley.chat.Member;
import dev.parley.chat.PushStore;
import dev.parley.chat.PushSubscription;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/// Subscriptions to pushes in MongoDB.
final class MongoPushes implements PushStore {
  private static final String KEY = "vapid";

  private final Table subscriptions;
  private final Table keys;
  private final Table participants;
  private final Projection projection;

  MongoPushes(Database database, Projection projection) {
    this.subscriptions = database.table(Schema.PUSH_SUBSCRIPTIONS);
    this.keys = database.table(Schema.PUSH_KEYS);
    this.participants = database.table(Schema.PARTICIPANTS);
    this.projection = projection;
  }

  @Override
  public void put(PushSubscription subscription, int most) {
    var document = document(subscription);
    try {
      subscriptions.put(Table.id(subscription.id()), document);
    } catch (Failures.Taken e) {
      // Somebody made it at the same moment.
      subscriptions.put(Table.id(subscription.id()), document);
    }
    var kept = of(subscription.userId());
    for (var old : kept.subList(Math.min(most, kept.size()), kept.size())) {
      remove(old.userId(), old.id());
    }
  }

  @Override
  public void remove(String userId, String id) {
    subscriptions.delete(all(Table.id(id), eq("userId", userId)));
  }

  @Override
  public List<PushSubscription> of(String userId) {
    return subscriptions
        .list(eq("userId", userId), descending("createdAt", "_id"), Integer.MAX_VALUE)
        .stream()
        .map(MongoPushes::subscription)
        .toList();
  }

  @Override
  public List<Reader> readersBefore(String conversationId, long seq) {
    var conversation = projection.current(conversationId);
    if (conversation == null) {
      return List.of();
    }
    var members = new HashMap<String, Member>();
    for (var member : Projection.roster(conversation).members()) {
      members.put(member.userId(), member);
    }
    var found = subscriptions.list(in("userId", members.keySet()));
    var stays = stays(conversationId, found);
    var readers = new ArrayList<Reader>();
    for (var each : found) {
      var user = Fields.text(each, "userId");
      var member = members.get(user);
      var stay = stays.get(user);
      if (member != null
          && stay != null
          && Fields.number(stay, "joinedSeq") == member.joinedSeq()
          && Fields.number(stay, "readSeq") < seq) {
        readers.add(
            new Reader(
                subscription(each), Fields.number(stay, "readSeq"), Fields.flag(stay, "muted")));
      }
    }
    return readers;
  }

  private Map<String, Document> stays(String conversationId, List<Document> found) {
    var users = found.stream().map(each -> Fields.text(each, "userId")).distinct().toList();
    var ids = users.stream().map(user -> Participants.id(conversationId, user)).toList();
    var stays = new HashMap<String, Document>();
    for (var stay : participants.list(all(in("_id", ids), in("userId", users)))) {
      stays.put(Fields.text(stay, "userId"), stay);
    }
    return stays;
  }

  @Override
  public @Nullable String key(@Nullable String made) {
    if (made != null) {
      keys.insert(new Document("_id", KEY).append("key", made));
    }
    var kept = keys.first(Table.id(KEY));
    return kept == null ? null : Fields.text(kept, "key");
  }

  private static Document document(PushSubscription subscription) {
    var document =
        new Document("_id", subscription.id())
            .append("userId", subscription.userId())
            .append("endpoint", subscription.endpoint())
            .append("p256dh", subscription.p256dh())
            .append("auth", subscription.auth())
            .append("createdAt", Fields.date(subscription.createdAt()));
    Fields.put(document, "sessionId", subscription.sessionId());
    return document;
  }

  private static PushSubscription subscription(Document document) {
    return new PushSubscription(
        Fields.text(document, "_id"),
        Fields.text(document, "userId"),
        Fields.textOrNull(document, "sessionId"),
        Fields.text(document, "endpoint"),
        Fields.text(document, "p256dh"),
        Fields.text(document, "auth"),
        Fields.time(document, "createdAt"));
  }
}
