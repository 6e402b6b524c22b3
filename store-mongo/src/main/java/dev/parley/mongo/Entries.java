package dev.parley.mongo;

import static com.mongodb.client.model.Projections.exclude;

import dev.parley.chat.Edit;
import dev.parley.chat.Entry;
import dev.parley.chat.Message;
import dev.parley.chat.Notice;
import dev.parley.chat.Pin;
import dev.parley.chat.Position;
import dev.parley.chat.Reaction;
import java.util.List;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/// Entries as documents of the collection `messages`: one document is all there is of an entry, so
/// that one write is the whole commit.
final class Entries {
  static final String MESSAGE = "MESSAGE";

  /// All but what only a write needs to see.
  static final Bson SEEN = exclude("revs", "edits", "change", "named");

  private Entries() {}

  static Document document(Logged logged) {
    var entry = logged.entry();
    var at = entry.position();
    var document =
        new Document("_id", entry.id())
            .append("conversationId", entry.conversationId())
            .append("seq", at.seq())
            .append("rev", at.rev())
            .append("revs", logged.revs())
            .append("number", at.number())
            .append("senderNumber", at.senderNumber())
            .append("memberRev", at.memberRev())
            .append("noticeRev", logged.noticeRev())
            .append("senderId", entry.senderId())
            .append("clientMessageId", Fields.wellFormed(entry.clientMessageId()))
            .append("createdAt", Fields.date(entry.createdAt()))
            .append("updatedAt", Fields.date(entry.updatedAt()));
    Fields.put(document, "editedAt", Fields.dateOrNull(entry.editedAt()));
    Fields.put(document, "deletedAt", Fields.dateOrNull(entry.deletedAt()));
    switch (entry.body()) {
      case Message message -> put(document, entry, message);
      case Notice notice -> put(document, notice);
    }
    Fields.put(document, "edits", logged.edits().stream().map(Entries::edit).toList());
    Fields.put(document, "change", logged.change());
    return document;
  }

  private static void put(Document document, Entry entry, Message message) {
    document.append("kind", MESSAGE);
    Fields.put(document, "text", Fields.wellFormed(message.text()));
    Fields.put(document, "url", Fields.wellFormed(message.url()));
    Fields.put(document, "fileName", Fields.wellFormed(message.fileName()));
    Fields.put(document, "replyTo", message.replyTo());
    Fields.put(document, "mentions", message.mentions());
    Fields.put(document, "named", named(entry, message));
    Fields.put(
        document,
        "reactions",
        message.reactions().stream()
            .map(each -> new Document("emoji", each.emoji()).append("userIds", each.userIds()))
            .toList());
    var pin = message.pin();
    if (pin != null) {
      document.append("pinnedAt", Fields.date(pin.at())).append("pinnedBy", pin.userId());
    }
  }

  /// Who is to be told of being named: nobody of naming themselves.
  private static List<String> named(Entry entry, Message message) {
    return message.mentions().stream()
        .filter(id -> !id.equals(entry.senderId()))
        .distinct()
        .toList();
  }

  private static void put(Document document, Notice notice) {
    document.append("kind", notice.type().name());
    document.append("text", Fields.wellFormed(notice.detail()));
    Fields.put(document, "userIds", notice.userIds());
  }

  private static Document edit(Edit edit) {
    var document = new Document("editedAt", Fields.date(edit.editedAt()));
    Fields.put(document, "text", edit.text());
    return document;
  }

  static Logged logged(Document document) {
    return new Logged(
        entry(document),
        Fields.number(document, "noticeRev"),
        document.getList("revs", Number.class, List.of()).stream().map(Number::longValue).toList(),
        edits(document),
        Fields.textOrNull(document, "change"));
  }

  static List<Edit> edits(Document document) {
    return Fields.documents(document, "edits").stream()
        .map(edit -> new Edit(Fields.textOrNull(edit, "text"), Fields.time(edit, "editedAt")))
        .toList();
  }

  static Entry entry(Document document) {
    return new Entry(
        Fields.text(document, "_id"),
        Fields.text(document, "conversationId"),
        position(document),
        Fields.text(document, "senderId"),
        body(document),
        Fields.text(document, "clientMessageId"),
        Fields.time(document, "createdAt"),
        Fields.time(document, "updatedAt"),
        Fields.timeOrNull(document, "editedAt"),
        Fields.timeOrNull(document, "deletedAt"));
  }

  static Position position(Document document) {
    return new Position(
        Fields.number(document, "seq"),
        Fields.number(document, "rev"),
        Fields.number(document, "number"),
        Fields.number(document, "senderNumber"),
        Fields.number(document, "memberRev"));
  }

  private static Entry.Body body(Document document) {
    var kind = Fields.text(document, "kind");
    if (!kind.equals(MESSAGE)) {
      return new Notice(
          Notice.Type.valueOf(kind),
          Fields.texts(document, "userIds"),
          Fields.text(document, "text"));
    }
    return new Message(
        Fields.textOrNull(document, "text"),
        Fields.textOrNull(document, "url"),
        Fields.textOrNull(document, "fileName"),
        Fields.textOrNull(document, "replyTo"),
        Fields.texts(document, "mentions"),
        Fields.documents(document, "reactions").stream()
            .map(each -> new Reaction(Fields.text(each, "emoji"), Fields.texts(each, "userIds")))
            .toList(),
        pin(document));
  }

  private static @Nullable Pin pin(Document document) {
    var at = Fields.timeOrNull(document, "pinnedAt");
    return at == null ? null : new Pin(at, Fields.text(document, "pinnedBy"));
  }
}
