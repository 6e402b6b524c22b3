package dev.parley.mongo;

import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Indexes.ascending;
import static com.mongodb.client.model.Indexes.compoundIndex;
import static com.mongodb.client.model.Indexes.descending;

import com.mongodb.client.model.IndexOptions;
import org.bson.conversions.Bson;

/// The collections and their indexes. The unique ones are the guarantees themselves; see
/// `docs/mongodb.md` for each, and for what a collection may be sharded by.
final class Schema {
  static final String USERS = "users";
  static final String CONVERSATIONS = "conversations";
  static final String PARTICIPANTS = "participants";
  static final String MESSAGES = "messages";
  static final String FRIENDS = "friends";
  static final String FRIEND_REQUESTS = "friendrequests";
  static final String SESSIONS = "sessions";
  static final String STRANGERS = "strangers";
  static final String GROUP_INVITATIONS = "groupinvitations";
  static final String INVITATIONS = "invitations";
  static final String ONE_TIME_TOKENS = "onetimetokens";
  static final String DEPARTURES = "departures";
  static final String LAST_SEEN = "lastseen";
  static final String AUDIT = "audit";
  static final String REPORTS = "reports";
  static final String UPLOADS = "uploads";
  static final String SEARCH_WORDS = "searchwords";
  static final String SEARCH_CURSORS = "searchcursors";
  static final String LEASES = "leases";
  static final String AWAITED_UPLOADS = "awaiteduploads";

  private final Database database;

  private Schema(Database database) {
    this.database = database;
  }

  /// The first step: making an index that is there is nothing.
  static void create(Database database) {
    new Schema(database).create();
  }

  private void create() {
    unique(MESSAGES, ascending("conversationId", "seq"));
    unique(MESSAGES, ascending("conversationId", "rev"));
    unique(MESSAGES, ascending("conversationId", "revs"));
    unique(MESSAGES, ascending("conversationId", "senderId", "clientMessageId"));
    index(MESSAGES, ascending("conversationId", "senderId", "seq", "senderNumber"));
    where(MESSAGES, "named", ascending("named", "conversationId", "seq"));
    where(MESSAGES, "pinnedAt", ascending("conversationId", "pinnedAt", "seq"));
    where(MESSAGES, "url", ascending("url"));
    index(MESSAGES, ascending("senderId"));

    index(PARTICIPANTS, ascending("userId", "conversationId"));
    index(PARTICIPANTS, ascending("conversationId"));
    where(CONVERSATIONS, "avatar", ascending("avatar"));
    where(CONVERSATIONS, "retention", ascending("retention", "_id"));

    unique(USERS, ascending("usernameKey"));
    unique(USERS, ascending("emailKey"));
    make(USERS, ascending("outside"), new IndexOptions().unique(true).sparse(true));
    where(USERS, "avatar", ascending("avatar"));
    index(USERS, ascending("role"));

    index(SESSIONS, compoundIndex(ascending("userId"), descending("createdAt")));
    index(SESSIONS, ascending("expiresAt"));
    index(ONE_TIME_TOKENS, ascending("userId"));
    index(ONE_TIME_TOKENS, ascending("expiresAt"));
    unique(INVITATIONS, ascending("codeHash"));

    index(FRIENDS, ascending("users"));
    where(FRIENDS, "request.id", ascending("request.id"));
    where(FRIENDS, "contact.receiverId", ascending("contact.receiverId", "contact.state"));
    index(FRIEND_REQUESTS, ascending("toUserId", "status"));
    index(FRIEND_REQUESTS, ascending("fromUserId", "status"));
    index(GROUP_INVITATIONS, compoundIndex(ascending("userId"), descending("createdAt")));

    unique(AUDIT, ascending("place"));
    unique(REPORTS, ascending("place"));
    unique(REPORTS, ascending("claim"));
    index(REPORTS, ascending("status", "place"));

    unique(UPLOADS, ascending("userId", "place"));
    index(UPLOADS, ascending("key"));
    where(UPLOADS, "thumbnail", ascending("thumbnail"));

    index(SEARCH_WORDS, ascending("conversationId", "words", "place"));
  }

  private void unique(String table, Bson keys) {
    make(table, keys, new IndexOptions().unique(true));
  }

  private void index(String table, Bson keys) {
    make(table, keys, new IndexOptions());
  }

  /// Of documents that have the field: most have not.
  private void where(String table, String field, Bson keys) {
    make(table, keys, new IndexOptions().partialFilterExpression(exists(field)));
  }

  private void make(String table, Bson keys, IndexOptions options) {
    Failures.guard(() -> database.table(table).collection().createIndex(keys, options));
  }
}
