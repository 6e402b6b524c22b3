package dev.parley.migrate;

import static dev.parley.migrate.Field.made;
import static dev.parley.migrate.Field.written;
import static dev.parley.migrate.Kind.COUNT;
import static dev.parley.migrate.Kind.FLAG;
import static dev.parley.migrate.Kind.NUMBER;
import static dev.parley.migrate.Kind.REACTIONS;
import static dev.parley.migrate.Kind.TEXT;
import static dev.parley.migrate.Kind.TIME;
import static dev.parley.migrate.Kind.WORDS;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// All there is, in the order it is moved: conversations before what is in them. Whoever adds a
/// table, a column or a collection to a store adds it here, or to what is made anew.
final class Shapes {
  /// Tables and columns of SQLite that are made of the others.
  static final Set<String> MADE_IN_SQLITE =
      Set.of(
          "mentions",
          "conversations.key",
          "conversations.seq",
          "conversations.rev",
          "conversations.number",
          "conversations.sender_number",
          "conversations.last_message");

  /// Collections of MongoDB that are made of the others, or are of the running servers alone.
  static final Set<String> MADE_IN_MONGO =
      Set.of("schema", "leases", "searchwords", "searchcursors", "friendrequests");

  static final Shape CONVERSATIONS =
      new Shape(
          "conversations",
          "conversations",
          List.of("id"),
          false,
          List.of(
              field("id", "_id", TEXT),
              field("type", "type", TEXT),
              field("name", "name", TEXT),
              field("avatar", "avatar", TEXT),
              field("owner", "ownerId", TEXT),
              field("created_at", "createdAt", TIME),
              field("member_rev", "memberRev", COUNT),
              field("retention", "retention", NUMBER),
              field("swept", "sweptSeq", COUNT),
              written("active_at"),
              made(
                  "appliedRev",
                  "coalesce((SELECT max(rev) FROM entries e WHERE e.conversation = t.key"
                      + " AND e.kind <> 'MESSAGE'), 0)")),
          new Part(
              "participants",
              "members",
              "conversation",
              "(SELECT key FROM conversations WHERE id = ?)",
              "standing",
              true,
              false,
              List.of(
                  field("user", "userId", TEXT),
                  field("role", "role", TEXT),
                  field("joined_seq", "joinedSeq", COUNT))));

  static final Shape PARTICIPANTS =
      new Shape(
          "participants",
          "participants",
          List.of("conversation", "user"),
          true,
          List.of(
              new Field("conversation", "conversationId", TEXT, "c.id"),
              field("user", "userId", TEXT),
              field("role", "role", TEXT),
              field("joined_seq", "joinedSeq", COUNT),
              field("read_seq", "readSeq", COUNT),
              field("read_number", "readNumber", COUNT),
              field("read_own", "readOwn", COUNT),
              field("read_at", "readAt", TIME),
              field("muted", "muted", FLAG),
              field("pinned", "pinned", FLAG),
              field("delivered_seq", "deliveredSeq", COUNT),
              field("archived_number", "archivedNumber", NUMBER),
              written("standing")),
          null);

  static final Shape ENTRIES =
      new Shape(
          "entries",
          "messages",
          List.of("conversation", "seq"),
          true,
          List.of(
              new Field("conversation", "conversationId", TEXT, "c.id"),
              field("id", "_id", TEXT),
              field("seq", "seq", COUNT),
              field("rev", "rev", COUNT),
              field("number", "number", COUNT),
              field("sender_number", "senderNumber", COUNT),
              field("member_rev", "memberRev", COUNT),
              field("sender", "senderId", TEXT),
              field("client_message_id", "clientMessageId", TEXT),
              field("created_at", "createdAt", TIME),
              field("updated_at", "updatedAt", TIME),
              field("edited_at", "editedAt", TIME),
              field("deleted_at", "deletedAt", TIME),
              field("kind", "kind", TEXT),
              field("text", "text", TEXT),
              field("url", "url", TEXT),
              field("file_name", "fileName", TEXT),
              field("reply_to", "replyTo", TEXT),
              field("user_ids", "userIds", WORDS), // of a message: `mentions`
              field("reactions", "reactions", REACTIONS),
              field("pinned_at", "pinnedAt", TIME),
              field("pinned_by", "pinnedBy", TEXT)),
          new Part(
              "edits",
              "edits",
              "entry",
              "?",
              "rev", // in order is enough: the place in the list takes its stead
              true,
              true,
              List.of(field("text", "text", TEXT), field("edited_at", "editedAt", TIME))));

  static final List<Shape> ALL =
      List.of(
          new Shape(
              "users",
              "users",
              List.of("id"),
              false,
              List.of(
                  field("id", "_id", TEXT),
                  field("username", "username", TEXT),
                  field("username_key", "usernameKey", TEXT),
                  field("email", "email", TEXT),
                  field("email_key", "emailKey", TEXT),
                  field("avatar", "avatar", TEXT),
                  field("role", "role", TEXT),
                  field("password_hash", "passwordHash", TEXT),
                  field("created_at", "createdAt", TIME),
                  field("email_verified", "emailVerified", FLAG),
                  field("disabled", "disabled", FLAG)),
              set(
                  "outside_accounts",
                  "outside",
                  "user",
                  "issuer, subject",
                  field("issuer", "issuer", TEXT),
                  field("subject", "subject", TEXT))),
          new Shape(
              "sessions",
              "sessions",
              List.of("id"),
              false,
              List.of(
                  field("id", "_id", TEXT),
                  field("user", "userId", TEXT),
                  field("device", "device", TEXT),
                  field("address", "address", TEXT),
                  field("created_at", "createdAt", TIME),
                  field("last_used_at", "lastUsedAt", TIME),
                  field("expires_at", "expiresAt", TIME),
                  field("refresh_hash", "refreshHash", TEXT)),
              set(
                  "exchanges",
                  "exchanges",
                  "session",
                  "at, hash",
                  field("hash", "hash", TEXT),
                  field("at", "at", TIME))),
          CONVERSATIONS,
          PARTICIPANTS,
          ENTRIES,
          new Shape(
              "relations",
              "friends",
              List.of("id"),
              false,
              List.of(
                  field("id", "_id", TEXT),
                  field("low", "low", TEXT),
                  field("high", "high", TEXT),
                  field("version", "version", COUNT),
                  field("request", "request.id", TEXT),
                  field("request_from", "request.fromUserId", TEXT),
                  field("request_status", "request.status", TEXT),
                  field("request_created_at", "request.createdAt", TIME),
                  field("request_updated_at", "request.updatedAt", TIME),
                  field("friends_since", "friendsSince", TIME),
                  field("low_blocked_at", "lowBlockedAt", TIME),
                  field("high_blocked_at", "highBlockedAt", TIME),
                  field("contact_receiver", "contact.receiverId", TEXT),
                  field("contact_state", "contact.state", TEXT),
                  field("contact_opening", "contact.opening", TEXT)),
              null),
          new Shape(
              "strangers",
              "strangers",
              List.of("user"),
              false,
              List.of(field("user", "_id", TEXT), field("choice", "choice", TEXT)),
              null),
          new Shape(
              "group_invitations",
              "groupinvitations",
              List.of("conversation", "user"),
              false,
              List.of(
                  field("user", "userId", TEXT),
                  field("conversation", "conversationId", TEXT),
                  field("invited_by", "byUserId", TEXT),
                  field("created_at", "createdAt", TIME)),
              null),
          new Shape(
              "invitations",
              "invitations",
              List.of("id"),
              false,
              List.of(
                  field("id", "_id", TEXT),
                  field("code_hash", "codeHash", TEXT),
                  field("email", "email", TEXT),
                  field("uses", "uses", COUNT),
                  field("used", "used", COUNT),
                  field("created_by", "createdBy", TEXT),
                  field("created_at", "createdAt", TIME),
                  field("expires_at", "expiresAt", TIME)),
              null),
          new Shape(
              "one_time_tokens",
              "onetimetokens",
              List.of("hash"),
              false,
              List.of(
                  field("hash", "_id", TEXT),
                  field("purpose", "purpose", TEXT),
                  field("user", "userId", TEXT),
                  field("detail", "detail", TEXT),
                  field("expires_at", "expiresAt", TIME)),
              null),
          new Shape(
              "push_subscriptions",
              "pushsubscriptions",
              List.of("id"),
              false,
              List.of(
                  field("id", "_id", TEXT),
                  field("user", "userId", TEXT),
                  field("session", "sessionId", TEXT),
                  field("endpoint", "endpoint", TEXT),
                  field("p256dh", "p256dh", TEXT),
                  field("auth", "auth", TEXT),
                  field("created_at", "createdAt", TIME)),
              null),
          new Shape(
              "push_keys",
              "pushkeys",
              List.of("id"),
              false,
              List.of(field("id", "_id", TEXT), field("key", "key", TEXT)),
              null),
          new Shape(
              "departures",
              "departures",
              List.of("user"),
              false,
              List.of(field("user", "_id", TEXT), field("erase", "erase", FLAG)),
              null),
          new Shape(
              "last_seen",
              "lastseen",
              List.of("user"),
              false,
              List.of(field("user", "_id", TEXT), field("at", "at", TIME)),
              null),
          new Shape(
              "audit",
              "audit",
              List.of("key"),
              false,
              List.of(
                  field("key", "place", COUNT),
                  field("id", "_id", TEXT),
                  field("at", "at", TIME),
                  field("admin", "adminId", TEXT),
                  field("admin_name", "adminName", TEXT),
                  field("act", "act", TEXT),
                  field("target_type", "targetType", TEXT),
                  field("target", "targetId", TEXT)),
              new Part(
                  "audit_details",
                  "details",
                  "entry",
                  "(SELECT key FROM audit WHERE id = ?)",
                  "place",
                  true,
                  true,
                  List.of(field("name", "name", TEXT), field("value", "value", TEXT)))),
          new Shape(
              "reports",
              "reports",
              List.of("key"),
              false,
              List.of(
                  field("key", "place", COUNT),
                  field("id", "_id", TEXT),
                  field("claim", "claim", TEXT),
                  field("reporter", "reporterId", TEXT),
                  field("kind", "kind", TEXT),
                  field("target", "targetId", TEXT),
                  field("reason", "reason", TEXT),
                  field("conversation", "conversationId", TEXT),
                  field("author", "authorId", TEXT),
                  field("text", "text", TEXT),
                  field("created_at", "createdAt", TIME),
                  field("status", "status", TEXT),
                  field("closed_by", "closedBy", TEXT),
                  field("note", "note", TEXT),
                  field("closed_at", "closedAt", TIME)),
              null),
          new Shape(
              "uploads",
              "uploads",
              List.of("id"),
              false,
              List.of(
                  field("id", "_id", TEXT),
                  field("user", "userId", TEXT),
                  field("content", "key", TEXT),
                  field("file_name", "fileName", TEXT),
                  field("content_type", "contentType", TEXT),
                  field("size", "size", COUNT),
                  field("width", "width", NUMBER),
                  field("height", "height", NUMBER),
                  field("thumbnail", "thumbnail", TEXT),
                  field("thumbnail_type", "thumbnailType", TEXT),
                  field("created_at", "createdAt", TIME),
                  field("used_at", "usedAt", TIME),
                  made(
                      "place",
                      "(SELECT count(*) FROM uploads o WHERE o.user = t.user AND o.id <= t.id)")),
              null),
          new Shape(
              "awaited_uploads",
              "awaiteduploads",
              List.of("id"),
              false,
              List.of(
                  field("id", "_id", TEXT),
                  field("user", "userId", TEXT),
                  field("file_name", "fileName", TEXT),
                  field("created_at", "createdAt", TIME)),
              null));

  private Shapes() {}

  private static Field field(String column, String path, Kind kind) {
    return Field.of(column, path, kind);
  }

  private static @Nullable Part set(
      String table, String field, String parent, String order, Field... fields) {
    return new Part(table, field, parent, "?", order, false, true, List.of(fields));
  }
}
