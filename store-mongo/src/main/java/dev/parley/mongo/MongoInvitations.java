package dev.parley.mongo;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Sorts.descending;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.inc;
import static com.mongodb.client.model.Updates.pull;
import static com.mongodb.client.model.Updates.push;
import static dev.parley.mongo.Table.all;

import dev.parley.chat.Invitation;
import dev.parley.chat.InvitationStore;
import dev.parley.chat.Refusal;
import dev.parley.chat.Refused;
import dev.parley.chat.User;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/// Invitations in MongoDB. An account takes its use first, as a claim, and lets go of the claim
/// once it is there; a claim that was left behind without an account gives the use back.
final class MongoInvitations implements InvitationStore {
  /// Longer than an account can be on its way.
  private static final Duration LEFT_BEHIND = Duration.ofMinutes(10);

  private final Table invitations;
  private final Table table;
  private final MongoUsers users;

  MongoInvitations(Table invitations, Table table, MongoUsers users) {
    this.invitations = invitations;
    this.table = table;
    this.users = users;
  }

  @Override
  public void add(Invitation invitation, String codeHash) {
    var document =
        new Document("_id", invitation.id())
            .append("codeHash", codeHash)
            .append("uses", invitation.uses())
            .append("left", invitation.uses() - invitation.used())
            .append("createdBy", invitation.createdBy())
            .append("createdAt", Fields.date(invitation.createdAt()))
            .append("expiresAt", Fields.date(invitation.expiresAt()));
    Fields.put(document, "email", Fields.wellFormed(invitation.email()));
    invitations.insert(document);
  }

  @Override
  public List<Invitation> newest(int limit) {
    return invitations.list(Table.ALL, descending("createdAt", "_id"), limit).stream()
        .map(MongoInvitations::invitation)
        .toList();
  }

  @Override
  public @Nullable Invitation byCode(String codeHash) {
    var found = invitations.first(eq("codeHash", codeHash));
    return found == null ? null : invitation(found);
  }

  @Override
  public boolean remove(String id) {
    return invitations.delete(Table.id(id));
  }

  @Override
  public boolean redeem(String codeHash, User user, String passwordHash, Instant now) {
    users.refuseTaken(user);
    giveBack(codeHash, now);
    var claim = new Document("userId", user.id()).append("at", Fields.date(now));
    var open = all(eq("codeHash", codeHash), gt("left", 0), gt("expiresAt", Fields.date(now)));
    if (invitations.update(open, combine(inc("left", -1), push("claims", claim))) == 0) {
      return false;
    }
    try {
      users.add(user, passwordHash);
    } catch (Refused e) {
      // Not when what became of it is not known: then it is seen later whether there is one.
      if (e.refusal() != Refusal.UNAVAILABLE) {
        giveBack(codeHash, user.id());
      }
      throw e;
    }
    invitations.update(eq("codeHash", codeHash), pull("claims", of(user.id())));
    return true;
  }

  private static Bson of(String userId) {
    return new Document("userId", userId);
  }

  private void giveBack(String codeHash, Instant now) {
    var found = invitations.first(eq("codeHash", codeHash));
    if (found == null) {
      return;
    }
    for (var claim : Fields.documents(found, "claims")) {
      var userId = Fields.text(claim, "userId");
      if (Fields.time(claim, "at").plus(LEFT_BEHIND).isBefore(now)) {
        if (table.has(Table.id(userId))) {
          invitations.update(eq("codeHash", codeHash), pull("claims", of(userId)));
        } else {
          giveBack(codeHash, userId);
        }
      }
    }
  }

  private void giveBack(String codeHash, String userId) {
    invitations.update(
        all(eq("codeHash", codeHash), eq("claims.userId", userId)),
        combine(inc("left", 1), pull("claims", of(userId))));
  }

  private static Invitation invitation(Document document) {
    var uses = (int) Fields.number(document, "uses");
    return new Invitation(
        Fields.text(document, "_id"),
        Fields.textOrNull(document, "email"),
        uses,
        uses - (int) Fields.number(document, "left"),
        Fields.text(document, "createdBy"),
        Fields.time(document, "createdAt"),
        Fields.time(document, "expiresAt"));
  }
}
