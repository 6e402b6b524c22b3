package dev.parley.mongo;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Sorts.ascending;
import static com.mongodb.client.model.Sorts.descending;
import static com.mongodb.client.model.Sorts.orderBy;

import dev.parley.chat.ChatEvent.Invited;
import dev.parley.chat.Events;
import dev.parley.chat.GroupInvitation;
import dev.parley.chat.GroupInvitationStore;
import java.util.List;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/// Consents in MongoDB.
final class MongoGroupInvitations implements GroupInvitationStore {
  private final Table invitations;
  private final Events events;

  MongoGroupInvitations(Table invitations, Events events) {
    this.invitations = invitations;
    this.events = events;
  }

  private static String id(String conversationId, String userId) {
    return conversationId + ":" + userId;
  }

  @Override
  public void add(GroupInvitation invitation) {
    var added =
        invitations.insert(
            new Document("_id", id(invitation.conversationId(), invitation.userId()))
                .append("conversationId", invitation.conversationId())
                .append("userId", invitation.userId())
                .append("byUserId", invitation.byUserId())
                .append("createdAt", Fields.date(invitation.createdAt())));
    if (added) {
      events.publish(new Invited(invitation));
    }
  }

  @Override
  public @Nullable GroupInvitation take(String conversationId, String userId) {
    var id = Table.id(id(conversationId, userId));
    var found = invitations.first(id);
    return found != null && invitations.delete(id) ? invitation(found) : null;
  }

  @Override
  public List<GroupInvitation> of(String userId) {
    return invitations
        .list(
            eq("userId", userId),
            orderBy(descending("createdAt"), ascending("conversationId")),
            Integer.MAX_VALUE)
        .stream()
        .map(MongoGroupInvitations::invitation)
        .toList();
  }

  private static GroupInvitation invitation(Document document) {
    return new GroupInvitation(
        Fields.text(document, "conversationId"),
        Fields.text(document, "userId"),
        Fields.text(document, "byUserId"),
        Fields.time(document, "createdAt"));
  }
}
