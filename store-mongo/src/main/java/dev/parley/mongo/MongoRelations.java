package dev.parley.mongo;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.lt;
import static dev.parley.mongo.Table.all;

import dev.parley.chat.ChatEvent.RelationChanged;
import dev.parley.chat.Contact;
import dev.parley.chat.Events;
import dev.parley.chat.FriendRequest;
import dev.parley.chat.Ids;
import dev.parley.chat.Relation;
import dev.parley.chat.RelationStore;
import java.util.List;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/// Relations in MongoDB: one document a pair in `friends`, changed by compare-and-set on its
/// version. `friendrequests` shows requests one by one to whoever looks at the database; nothing is
/// decided by it.
final class MongoRelations implements RelationStore {
  private final Table friends;
  private final Table requests;
  private final Events events;

  /// Each pair has one of them, so that its changes are told in commit order.
  private final List<Lock> locks =
      Stream.generate(() -> (Lock) new ReentrantLock()).limit(64).toList();

  MongoRelations(Table friends, Table requests, Events events) {
    this.friends = friends;
    this.requests = requests;
    this.events = events;
  }

  @Override
  public Relation between(String userId, String otherId) {
    var found = friends.first(Table.id(Ids.direct(userId, otherId)));
    return found == null ? Relation.none(userId, otherId) : relation(found);
  }

  @Override
  public @Nullable Relation byRequest(String requestId) {
    var found = friends.first(eq("request.id", requestId));
    return found == null ? null : relation(found);
  }

  @Override
  public List<Relation> of(String userId) {
    return friends.list(eq("users", userId)).stream().map(MongoRelations::relation).toList();
  }

  @Override
  public @Nullable Relation replace(Relation next) {
    var lock = locks.get(Math.floorMod(next.id().hashCode(), locks.size()));
    lock.lock();
    try {
      var before = between(next.lowId(), next.highId());
      var changed = next.at(next.version() + 1);
      if (before.version() != next.version() || !write(before.version(), changed)) {
        return null;
      }
      show(changed);
      events.publish(new RelationChanged(before, changed));
      return changed;
    } finally {
      lock.unlock();
    }
  }

  private boolean write(long version, Relation changed) {
    return version == 0
        ? friends.insert(document(changed))
        : friends.replace(all(Table.id(changed.id()), eq("version", version)), document(changed));
  }

  private void show(Relation relation) {
    var request = relation.request();
    if (request != null) {
      try {
        requests.put(
            all(Table.id(request.id()), lt("version", relation.version())),
            request(request).append("_id", request.id()).append("version", relation.version()));
      } catch (Failures.Taken e) {
        // A newer one is shown already.
      }
    }
  }

  private static Document document(Relation relation) {
    var document =
        new Document("_id", relation.id())
            .append("users", List.of(relation.lowId(), relation.highId()))
            .append("version", relation.version());
    var request = relation.request();
    Fields.put(
        document, "request", request == null ? null : request(request).append("id", request.id()));
    Fields.put(document, "friendsSince", Fields.dateOrNull(relation.friendsSince()));
    Fields.put(document, "lowBlockedAt", Fields.dateOrNull(relation.lowBlockedAt()));
    Fields.put(document, "highBlockedAt", Fields.dateOrNull(relation.highBlockedAt()));
    var contact = relation.contact();
    Fields.put(document, "contact", contact == null ? null : contact(contact));
    return document;
  }

  private static Document request(FriendRequest request) {
    return new Document("fromUserId", request.fromUserId())
        .append("toUserId", request.toUserId())
        .append("status", request.status().name())
        .append("createdAt", Fields.date(request.createdAt()))
        .append("updatedAt", Fields.date(request.updatedAt()));
  }

  private static Document contact(Contact contact) {
    var document =
        new Document("receiverId", contact.receiverId()).append("state", contact.state().name());
    Fields.put(document, "opening", contact.opening());
    return document;
  }

  private static Relation relation(Document document) {
    var users = Fields.texts(document, "users");
    var request = document.get("request", Document.class);
    var contact = document.get("contact", Document.class);
    return new Relation(
        Fields.text(document, "_id"),
        users.getFirst(),
        users.getLast(),
        Fields.number(document, "version"),
        request == null ? null : requestOf(request),
        Fields.timeOrNull(document, "friendsSince"),
        Fields.timeOrNull(document, "lowBlockedAt"),
        Fields.timeOrNull(document, "highBlockedAt"),
        contact == null ? null : contactOf(contact));
  }

  private static FriendRequest requestOf(Document document) {
    return new FriendRequest(
        Fields.text(document, "id"),
        Fields.text(document, "fromUserId"),
        Fields.text(document, "toUserId"),
        Fields.word(document, "status", FriendRequest.Status.class),
        Fields.time(document, "createdAt"),
        Fields.time(document, "updatedAt"));
  }

  private static Contact contactOf(Document document) {
    return new Contact(
        Fields.text(document, "receiverId"),
        Fields.word(document, "state", Contact.State.class),
        Fields.textOrNull(document, "opening"));
  }
}
