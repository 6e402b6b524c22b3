package dev.parley.mongo;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Projections.elemMatch;
import static com.mongodb.client.model.Projections.fields;
import static com.mongodb.client.model.Projections.include;
import static com.mongodb.client.model.Sorts.descending;
import static dev.parley.mongo.Table.all;

import dev.parley.chat.Contact;
import dev.parley.chat.Conversation;
import dev.parley.chat.ConversationStore.ListCursor;
import dev.parley.chat.Entry;
import dev.parley.chat.Listing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/// A participant's conversations, each from its log as it is now: a list of n costs some look-ups
/// by index for each, side by side, and no counter anywhere that could be wrong.
final class Listings {
  /// A conversation somebody is in, with the end of its log.
  private record Found(Document conversation, Document participant, Head head) {
    String id() {
      return Fields.text(conversation, "_id");
    }

    Instant activeAt() {
      return Instant.ofEpochMilli(head.activeAt());
    }
  }

  private static final Comparator<Found> NEWEST_FIRST =
      Comparator.comparing(Found::activeAt).thenComparing(Found::id).reversed();

  private final Table conversations;
  private final Table participants;
  private final Table messages;
  private final Table friends;
  private final MongoDocuments documents;
  private final Projection projection;
  private final Marks marks;

  Listings(Database database, MongoDocuments documents, Projection projection, Marks marks) {
    this.conversations = database.table(Schema.CONVERSATIONS);
    this.participants = database.table(Schema.PARTICIPANTS);
    this.messages = database.table(Schema.MESSAGES);
    this.friends = database.table(Schema.FRIENDS);
    this.documents = documents;
    this.projection = projection;
    this.marks = marks;
  }

  List<Listing> page(String userId, @Nullable ListCursor after, int limit) {
    var asked = contacts(userId, Contact.State.ASKED);
    var declined = contacts(userId, Contact.State.DECLINED);
    var mine = new HashMap<String, Document>();
    for (var each : participants.list(eq("userId", userId))) {
      var id = Fields.text(each, "conversationId");
      if (!declined.contains(id)) {
        mine.put(id, each);
      }
    }
    var page =
        found(userId, mine).stream()
            .sorted(NEWEST_FIRST)
            .filter(each -> after == null || isAfter(each, after))
            .limit(limit)
            .toList();
    return Together.map(page, each -> listing(userId, each, asked.contains(each.id())));
  }

  private static boolean isAfter(Found found, ListCursor cursor) {
    var order = found.activeAt().compareTo(cursor.activeAt());
    return order < 0 || (order == 0 && found.id().compareTo(cursor.conversationId()) < 0);
  }

  @Nullable Listing one(String userId, String conversationId) {
    var participant =
        participants.first(
            all(Table.id(Participants.id(conversationId, userId)), eq("userId", userId)));
    if (participant == null) {
      return null;
    }
    var found = found(userId, Map.of(conversationId, participant));
    return found.isEmpty()
        ? null
        : listing(userId, found.getFirst(), isAsked(userId, found.getFirst()));
  }

  private boolean isAsked(String userId, Found found) {
    return Listings.conversation(found.conversation()).isDirect()
        && contacts(userId, Contact.State.ASKED).contains(found.id());
  }

  private Set<String> contacts(String userId, Contact.State state) {
    var ids = new HashSet<String>();
    friends
        .list(
            all(eq("contact.receiverId", userId), eq("contact.state", state.name())),
            Table.ALL,
            Integer.MAX_VALUE,
            include("_id"))
        .forEach(each -> ids.add(Fields.text(each, "_id")));
    return ids;
  }

  /// Those that the user is in as of their newest entries, which are read first.
  private List<Found> found(String userId, Map<String, Document> mine) {
    var ids = List.copyOf(mine.keySet());
    var heads = new HashMap<String, Head>();
    var read = Together.map(ids, documents::head);
    for (var i = 0; i < ids.size(); i++) {
      var head = read.get(i);
      if (head != null) {
        heads.put(ids.get(i), head);
      }
    }
    var found = new ArrayList<Found>();
    for (var each : conversations.byIds(heads.keySet(), ofMember(userId))) {
      var id = Fields.text(each, "_id");
      var head = Objects.requireNonNull(heads.get(id));
      var conversation = asOf(each, head);
      var participant = Objects.requireNonNull(mine.get(id));
      if (isIn(conversation, userId, Fields.number(participant, "joinedSeq"))) {
        found.add(new Found(conversation, participant, head));
      }
    }
    return found;
  }

  /// A group of thousands is not read whole for each of them.
  private static Bson ofMember(String userId) {
    return fields(
        include(
            "type", "name", "avatar", "ownerId", "createdAt", "retention", "appliedRev", "pair"),
        elemMatch("members", eq("userId", userId)));
  }

  private Document asOf(Document conversation, Head head) {
    return Fields.number(conversation, "appliedRev") >= head.noticeRev()
        ? conversation
        : Objects.requireNonNull(
            projection.bring(Fields.text(conversation, "_id"), head.noticeRev()));
  }

  private static boolean isIn(Document conversation, String userId, long joinedSeq) {
    return Fields.documents(conversation, "members").stream()
        .anyMatch(member ->
            Fields.text(member, "userId").equals(userId)
                && Fields.number(member, "joinedSeq") == joinedSeq);
  }

  private Listing listing(String userId, Found found, boolean request) {
    var conversation = conversation(found.conversation());
    var head = found.head().position();
    return new Listing(
        conversation,
        other(found.conversation(), userId),
        head,
        head.number() == 0 ? null : lastMessage(found.id()),
        found.activeAt(),
        marks.mark(found.participant(), found.head()),
        Participants.settings(found.participant(), head.number()),
        request && conversation.isDirect());
  }

  private @Nullable Entry lastMessage(String conversationId) {
    var last =
        messages.first(
            all(eq("conversationId", conversationId), MongoEntryLog.LIVE),
            descending("conversationId", "seq"),
            Entries.SEEN);
    return last == null ? null : Entries.entry(last);
  }

  private static @Nullable String other(Document conversation, String userId) {
    return Fields.texts(conversation, "pair").stream()
        .filter(id -> !id.equals(userId))
        .findFirst()
        .orElse(null);
  }

  static Conversation conversation(Document document) {
    return new Conversation(
        Fields.text(document, "_id"),
        Fields.word(document, "type", Conversation.Type.class),
        Fields.textOrNull(document, "name"),
        Fields.textOrNull(document, "avatar"),
        Fields.textOrNull(document, "ownerId"),
        Fields.time(document, "createdAt"),
        Fields.integerOrNull(document, "retention"));
  }
}
