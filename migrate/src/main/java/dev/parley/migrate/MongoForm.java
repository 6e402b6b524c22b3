package dev.parley.migrate;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Sorts.descending;

import com.mongodb.client.MongoDatabase;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/// Rows as documents and back: what columns and fields say, and what is particular to a collection.
/// Called in a shape's order.
final class MongoForm {
  private final MongoDatabase database;
  private @Nullable Document conversation; // of the row before
  private String log = "";
  private long noticeRev;

  MongoForm(MongoDatabase database) {
    this.database = database;
  }

  Document document(Shape shape, Row row) {
    var document = new Document();
    fill(document, shape.fields(), row);
    var part = shape.part();
    if (part != null && (!row.part().isEmpty() || shape.collection().equals("conversations"))) {
      document.put(part.field(), row.part().stream().map(each -> inner(part, each)).toList());
    }
    adapt(shape, row, document);
    return document;
  }

  private static Object inner(Part part, Row row) {
    if (part.field().equals("outside")) {
      return row.get("issuer") + "\n" + row.get("subject");
    }
    var document = new Document();
    fill(document, part.fields(), row);
    return document;
  }

  private static void fill(Document document, List<Field> fields, Row row) {
    for (var field : fields) {
      var value = row.orNull(field.column());
      if (value != null && !field.path().isEmpty()) {
        put(document, field.path(), field.kind().toMongo(value));
      }
    }
  }

  private static void put(Document document, String path, @Nullable Object value) {
    var dot = path.indexOf('.');
    if (dot < 0) {
      document.put(path, value);
    } else {
      var inner =
          (Document) document.computeIfAbsent(path.substring(0, dot), name -> new Document());
      put(inner, path.substring(dot + 1), value);
    }
  }

  private void adapt(Shape shape, Row row, Document document) {
    switch (shape.collection()) {
      case "conversations" -> {
        var users = row.part().stream().map(member -> member.get("user")).toList();
        document.put("memberCount", users.size());
        if (row.get("type").equals("DIRECT")) {
          document.put("pair", users);
        }
      }
      case "participants", "groupinvitations" ->
          document.put("_id", row.get("conversation") + ":" + row.get("user"));
      case "messages" -> {
        var isMessage = row.get("kind").equals("MESSAGE");
        noticeRev = isMessage ? noticeRevBefore(row) : (Long) row.get("rev");
        log = (String) row.get("conversation");
        document.append("noticeRev", noticeRev).append("revs", List.of(row.get("rev")));
        if (isMessage && document.get("userIds") instanceof List<?> named) {
          document.remove("userIds");
          document.put("mentions", named);
          var others =
              named.stream().filter(id -> !id.equals(row.get("sender"))).distinct().toList();
          if (!others.isEmpty()) {
            document.put("named", others);
          }
        }
      }
      case "friends" -> {
        var low = document.remove("low");
        var high = document.remove("high");
        document.put("users", Arrays.asList(low, high));
        if (document.get("request") instanceof Document request) {
          var from = request.get("fromUserId");
          request.put("toUserId", Objects.equals(from, low) ? high : low);
        }
      }
      case "invitations" -> {
        document.remove("used");
        document.put("left", (Long) row.get("uses") - (Long) row.get("used"));
      }
      default -> {}
    }
  }

  private long noticeRevBefore(Row row) {
    if (row.get("conversation").equals(log)) {
      return noticeRev;
    }
    var before =
        database
            .getCollection("messages")
            .find(
                and(
                    eq("conversationId", row.get("conversation")),
                    lte("seq", (Long) row.get("seq") - 1)))
            .sort(descending("conversationId", "seq"))
            .first();
    return before != null && before.get("noticeRev") instanceof Number rev ? rev.longValue() : 0;
  }

  /// What shows friend requests one by one; null where there is none.
  static @Nullable Document shown(Document friends) {
    return friends.get("request") instanceof Document request
        ? new Document("_id", request.get("id"))
            .append("fromUserId", request.get("fromUserId"))
            .append("toUserId", request.get("toUserId"))
            .append("status", request.get("status"))
            .append("createdAt", request.get("createdAt"))
            .append("updatedAt", request.get("updatedAt"))
            .append("version", friends.get("version"))
        : null;
  }

  /// Null for a document that means nothing.
  @Nullable Row row(Shape shape, Document document) {
    var row = new Row(new ArrayList<>());
    take(row, shape.fields(), document);
    var part = shape.part();
    if (part != null) {
      for (var each : document.getList(part.field(), Object.class, List.of())) {
        row.part().add(inner(part, each));
      }
    }
    return complete(shape, document, row) ? row : null;
  }

  private static Row inner(Part part, Object value) {
    var row = new Row(List.of());
    if (value instanceof String name) {
      var end = name.indexOf('\n');
      row.put("issuer", name.substring(0, end));
      row.put("subject", name.substring(end + 1));
    } else {
      take(row, part.fields(), (Document) value);
    }
    return row;
  }

  private static void take(Row row, List<Field> fields, Document document) {
    for (var field : fields) {
      if (!field.path().isEmpty() && field.isColumn()) {
        row.put(
            field.column(),
            field
                .kind()
                .fromMongo(document.getEmbedded(List.of(field.path().split("\\.")), Object.class)));
      }
    }
  }

  private boolean complete(Shape shape, Document document, Row row) {
    switch (shape.collection()) {
      case "conversations" -> row.put("active_at", row.get("created_at"));
      case "participants" -> {
        var standing = standing(row);
        row.put("standing", standing);
        return standing > 0;
      }
      case "messages" -> {
        if (document.containsKey("mentions")) {
          row.put("user_ids", Kind.WORDS.fromMongo(document.get("mentions")));
        }
      }
      case "friends" -> {
        var users = document.getList("users", String.class);
        row.put("low", users.getFirst());
        row.put("high", users.getLast());
      }
      case "invitations" -> {
        var left = number(document, "left");
        row.put("used", (Long) row.get("uses") - left - abandoned(document));
      }
      default -> {}
    }
    return true;
  }

  private static long number(Document document, String field) {
    return document.get(field) instanceof Number number ? number.longValue() : 0;
  }

  /// From 1; 0 for who is no member, or was at another time.
  private long standing(Row row) {
    var id = row.get("conversation");
    if (conversation == null || !id.equals(conversation.get("_id"))) {
      conversation = database.getCollection("conversations").find(eq("_id", id)).first();
    }
    if (conversation == null) {
      return 0;
    }
    var place = 0L;
    for (var member : conversation.getList("members", Document.class, List.of())) {
      place++;
      if (row.get("user").equals(member.get("userId"))) {
        return number(member, "joinedSeq") == (Long) row.get("joined_seq") ? place : 0;
      }
    }
    return 0;
  }

  /// Uses that were taken for accounts that never came to be.
  private long abandoned(Document invitation) {
    return invitation.getList("claims", Document.class, List.of()).stream()
        .filter(claim ->
            database.getCollection("users").find(eq("_id", claim.get("userId"))).first() == null)
        .count();
  }
}
