package dev.parley.mongo;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Filters.or;
import static com.mongodb.client.model.Projections.include;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.unset;
import static dev.parley.mongo.Table.all;

import dev.parley.chat.ChatEvent.ConversationCreated;
import dev.parley.chat.ChatEvent.SettingsChanged;
import dev.parley.chat.Conversation;
import dev.parley.chat.ConversationStore;
import dev.parley.chat.Listing;
import dev.parley.chat.Member;
import dev.parley.chat.Position;
import dev.parley.chat.ReadMark;
import dev.parley.chat.Roster;
import dev.parley.chat.Settings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/// Conversations, participants and marks in MongoDB.
final class MongoConversations implements ConversationStore {
  private final Table conversations;
  private final Table participants;
  private final MongoDocuments documents;
  private final Projection projection;
  private final Logs logs;
  private final Marks marks;
  private final Listings listings;
  private final Heads heads;

  MongoConversations(
      Database database, MongoDocuments documents, Projection projection, Logs logs, Marks marks) {
    this.conversations = database.table(Schema.CONVERSATIONS);
    this.participants = database.table(Schema.PARTICIPANTS);
    this.documents = documents;
    this.projection = projection;
    this.logs = logs;
    this.marks = marks;
    this.listings = new Listings(database, documents, projection, marks);
    this.heads = new Heads(conversations);
  }

  @Override
  public boolean create(Conversation conversation, List<Member> members) {
    if (conversations.has(Table.id(conversation.id()))) {
      return false;
    }
    return logs.turn(
        conversation.id(),
        known -> {
          // The visible step last: participants without their conversation mean nothing.
          participants.insertNew(
              members.stream()
                  .map(each -> Participants.document(conversation.id(), each, 0, 0))
                  .toList());
          if (!conversations.insert(document(conversation, members))) {
            return false;
          }
          var userIds = members.stream().map(Member::userId).toList();
          logs.tell(new ConversationCreated(conversation, userIds));
          return true;
        });
  }

  private static Document document(Conversation conversation, List<Member> members) {
    var document =
        new Document("_id", conversation.id())
            .append("type", conversation.type().name())
            .append("createdAt", Fields.date(conversation.createdAt()))
            .append("appliedRev", 0L)
            .append("sweptSeq", 0L);
    Fields.put(document, "name", Fields.wellFormed(conversation.name()));
    Fields.put(document, "avatar", Fields.wellFormed(conversation.avatar()));
    Fields.put(document, "retention", conversation.retention());
    Projection.put(document, new Roster(conversation.id(), 0, members));
    document.put("ownerId", conversation.ownerId());
    if (conversation.isDirect()) {
      document.put("pair", members.stream().map(Member::userId).toList());
    }
    return document;
  }

  @Override
  public @Nullable Conversation conversation(String id) {
    var found = projection.current(id);
    return found == null || Fields.documents(found, "members").isEmpty()
        ? null
        : Listings.conversation(found);
  }

  @Override
  public Roster roster(String id) {
    var found = projection.current(id);
    return found == null ? new Roster(id, 0, List.of()) : Projection.roster(found);
  }

  @Override
  public List<Listing> list(String userId, @Nullable ListCursor after, int limit) {
    return listings.page(userId, after, limit);
  }

  /// A query for the participants, and a few for the ends of their conversations' logs.
  @Override
  public Map<String, Position> writtenSince(Collection<String> userIds, Instant since) {
    var ids = new LinkedHashSet<String>();
    participants
        .list(in("userId", userIds), Table.ALL, Integer.MAX_VALUE, include("conversationId"))
        .forEach(each -> ids.add(Fields.text(each, "conversationId")));
    return heads.writtenSince(ids, since);
  }

  @Override
  public @Nullable Listing listing(String userId, String conversationId) {
    return listings.one(userId, conversationId);
  }

  @Override
  public List<String> companions(String userId, int groupSize) {
    var ids = new ArrayList<String>();
    participants
        .list(eq("userId", userId), Table.ALL, Integer.MAX_VALUE, include("conversationId"))
        .forEach(each -> ids.add(Fields.text(each, "conversationId")));
    if (ids.isEmpty()) {
      return List.of();
    }
    var small =
        all(
            in("_id", ids),
            or(eq("type", Conversation.Type.DIRECT.name()), lte("memberCount", groupSize)));
    var users = new LinkedHashSet<String>();
    conversations
        .list(small, Table.ALL, Integer.MAX_VALUE, include("members", "memberRev"))
        .forEach(each -> addOthers(users, Projection.roster(each), userId));
    return List.copyOf(users);
  }

  private static void addOthers(Set<String> users, Roster roster, String userId) {
    if (roster.contains(userId)) {
      roster.userIds().stream().filter(id -> !id.equals(userId)).forEach(users::add);
    }
  }

  @Override
  public @Nullable ReadMark advance(String userId, String conversationId, long seq, Instant now) {
    return marks.advance(userId, conversationId, seq, now);
  }

  @Override
  public @Nullable ReadMark mark(String userId, String conversationId) {
    return marks.read(userId, conversationId);
  }

  @Override
  public void keep(String userId, String conversationId, Settings settings) {
    var member = roster(conversationId).member(userId);
    if (member == null) {
      return;
    }
    // A message that comes meanwhile brings it back, as one that comes later does.
    var tip = documents.tip(conversationId);
    var number = tip == null ? 0 : tip.position().number();
    var changed =
        participants.update(
            Participants.stay(conversationId, member),
            combine(
                set("muted", settings.muted()),
                set("pinned", settings.pinned()),
                settings.archived() ? set("archivedNumber", number) : unset("archivedNumber")));
    if (changed > 0) {
      logs.tell(new SettingsChanged(conversationId, userId));
    }
  }
}
