package dev.parley.mongo;

import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Indexes.ascending;
import static com.mongodb.client.model.Indexes.compoundIndex;
import static com.mongodb.client.model.Indexes.descending;
import static java.util.stream.Collectors.joining;

import com.mongodb.client.model.IndexOptions;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.TimeUnit;
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
  static final String PUSH_SUBSCRIPTIONS = "pushsubscriptions";
  static final String PUSH_KEYS = "pushkeys";
  static final String DEPARTURES = "departures";
  static final String LAST_SEEN = "lastseen";
  static final String AUDIT = "audit";
  static final String REPORTS = "reports";
  static final String UPLOADS = "uploads";
  static final String SEARCH_WORDS = "searchwords";
  static final String SEARCH_CURSORS = "searchcursors";
  static final String LEASES = "leases";
  static final String AWAITED_UPLOADS = "awaiteduploads";

  /// One index; its name is MongoDB's own for these keys, such as `conversationId_1_seq_1`.
  private record Index(String table, Bson keys, IndexOptions options) {
    String name() {
      return keys.toBsonDocument().entrySet().stream()
          .map(key -> key.getKey() + "_" + key.getValue().asNumber().intValue())
          .collect(joining("_"));
    }
  }

  private static final List<Index> INDEXES =
      List.of(
          unique(MESSAGES, ascending("conversationId", "seq")),
          unique(MESSAGES, ascending("conversationId", "rev")),
          unique(MESSAGES, ascending("conversationId", "revs")),
          unique(MESSAGES, ascending("conversationId", "senderId", "clientMessageId")),
          index(MESSAGES, ascending("conversationId", "senderId", "seq", "senderNumber")),
          where(MESSAGES, "named", ascending("named", "conversationId", "seq")),
          where(MESSAGES, "pinnedAt", ascending("conversationId", "pinnedAt", "seq")),
          where(MESSAGES, "url", ascending("url")),
          index(MESSAGES, ascending("senderId")),
          index(PARTICIPANTS, ascending("userId", "conversationId")),
          index(PARTICIPANTS, ascending("conversationId")),
          where(CONVERSATIONS, "avatar", ascending("avatar")),
          where(CONVERSATIONS, "retention", ascending("retention", "_id")),
          unique(USERS, ascending("usernameKey")),
          unique(USERS, ascending("emailKey")),
          new Index(USERS, ascending("outside"), new IndexOptions().unique(true).sparse(true)),
          where(USERS, "avatar", ascending("avatar")),
          index(USERS, ascending("role")),
          index(SESSIONS, compoundIndex(ascending("userId"), descending("createdAt"))),
          index(SESSIONS, ascending("expiresAt")),
          index(PUSH_SUBSCRIPTIONS, ascending("userId")),
          index(PUSH_SUBSCRIPTIONS, ascending("sessionId")),
          index(ONE_TIME_TOKENS, ascending("userId")),
          index(ONE_TIME_TOKENS, ascending("expiresAt")),
          unique(INVITATIONS, ascending("codeHash")),
          index(FRIENDS, ascending("users")),
          where(FRIENDS, "request.id", ascending("request.id")),
          where(FRIENDS, "contact.receiverId", ascending("contact.receiverId", "contact.state")),
          index(FRIEND_REQUESTS, ascending("toUserId", "status")),
          index(FRIEND_REQUESTS, ascending("fromUserId", "status")),
          index(GROUP_INVITATIONS, compoundIndex(ascending("userId"), descending("createdAt"))),
          unique(AUDIT, ascending("place")),
          unique(REPORTS, ascending("place")),
          unique(REPORTS, ascending("claim")),
          index(REPORTS, ascending("status", "place")),
          unique(UPLOADS, ascending("userId", "place")),
          index(UPLOADS, ascending("key")),
          where(UPLOADS, "thumbnail", ascending("thumbnail")),
          index(SEARCH_WORDS, ascending("conversationId", "words", "place")));

  private Schema() {}

  private static Index unique(String table, Bson keys) {
    return new Index(table, keys, new IndexOptions().unique(true));
  }

  private static Index index(String table, Bson keys) {
    return new Index(table, keys, new IndexOptions());
  }

  /// Of documents that have the field: most have not.
  private static Index where(String table, String field, Bson keys) {
    return new Index(table, keys, new IndexOptions().partialFilterExpression(exists(field)));
  }

  /// Each step so far: making an index that is there is nothing. It takes the time it takes:
  /// MongoDB gives up an index whose command runs out of time, and would begin it anew with each
  /// start.
  static void create(Database database) {
    for (var index : INDEXES) {
      var table = database.table(index.table()).collection();
      var collection = table.withTimeout(0, TimeUnit.MILLISECONDS);
      Failures.guard(() -> collection.createIndex(index.keys(), index.options()));
    }
  }

  /// The indexes that are not there, each as `collection.name`. Throws what the driver does.
  static List<String> missing(Database database) {
    var there = new HashSet<String>();
    for (var table : INDEXES.stream().map(Index::table).distinct().toList()) {
      for (var found : database.table(table).collection().listIndexes()) {
        there.add(table + "." + found.getString("name"));
      }
    }
    return INDEXES.stream()
        .map(index -> index.table() + "." + index.name())
        .filter(name -> !there.contains(name))
        .toList();
  }
}
