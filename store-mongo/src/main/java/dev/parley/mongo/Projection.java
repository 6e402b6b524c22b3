package dev.parley.mongo;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.lt;
import static dev.parley.mongo.Table.all;

import com.mongodb.client.model.Updates;
import dev.parley.chat.Entry;
import dev.parley.chat.Member;
import dev.parley.chat.MemberRole;
import dev.parley.chat.Notice;
import dev.parley.chat.Roster;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Objects;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/// What the notices of a log have made of its conversation: name, avatar, retention and members, in
/// the document of the conversation, and a document for each participant beside it.
///
/// The document says how far into the log it is (`appliedRev`), so whoever finds a newer notice
/// brings it further, by the notices it lacks: a crash between a notice and this is made up for by
/// the next one who reads or writes. Participants come first, the conversation last and by
/// compare-and-set. A participant's document alone means nothing: it counts while the conversation
/// has that member, joined at that very place.
final class Projection {
  private final Table conversations;
  private final Table participants;
  private final Table messages;
  private final MongoDocuments documents;

  Projection(Table conversations, Table participants, Table messages, MongoDocuments documents) {
    this.conversations = conversations;
    this.participants = participants;
    this.messages = messages;
    this.documents = documents;
  }

  /// The conversation as of now; null when there is none.
  @Nullable Document current(String conversationId) {
    var tip = documents.tip(conversationId);
    return bring(conversationId, tip == null ? 0 : tip.noticeRev());
  }

  /// The conversation as of that notice or later.
  @Nullable Document bring(String conversationId, long noticeRev) {
    while (true) {
      var found = conversations.first(Table.id(conversationId));
      if (found == null || Fields.number(found, "appliedRev") >= noticeRev) {
        return found;
      }
      var appliedRev = Fields.number(found, "appliedRev");
      for (var notice : after(conversationId, appliedRev, noticeRev)) {
        apply(found, notice);
      }
      conversations.update(
          all(Table.id(conversationId), eq("appliedRev", appliedRev)),
          new Document("$set", changing(found)));
    }
  }

  /// What of a conversation's document is made of notices.
  private static Document changing(Document conversation) {
    var set = new Document();
    for (var field :
        List.of(
            "name",
            "avatar",
            "ownerId",
            "retention",
            "members",
            "memberCount",
            "memberRev",
            "appliedRev")) {
      set.append(field, conversation.get(field));
    }
    return set;
  }

  /// The notices behind `appliedRev` up to `noticeRev`, oldest first: each one's neighbour knows
  /// the one before.
  private Iterable<Entry> after(String conversationId, long appliedRev, long noticeRev) {
    var notices = new ArrayDeque<Entry>();
    for (var rev = noticeRev; rev > appliedRev; ) {
      var of = eq("conversationId", conversationId);
      var notice = Entries.entry(Objects.requireNonNull(messages.first(all(of, eq("rev", rev)))));
      notices.addFirst(notice);
      var before = messages.first(all(of, eq("seq", notice.seq() - 1)));
      rev = before == null ? 0 : Fields.number(before, "noticeRev");
    }
    return notices;
  }

  private void apply(Document conversation, Entry entry) {
    var notice = (Notice) entry.body();
    var detail = notice.detail().isEmpty() ? null : notice.detail();
    switch (notice.type()) {
      case RENAMED -> conversation.put("name", detail);
      case AVATAR_CHANGED -> conversation.put("avatar", detail);
      case RETENTION_CHANGED ->
          conversation.put("retention", detail == null ? null : Integer.valueOf(detail));
      case MEMBER_ADDED, MEMBER_REMOVED, MEMBER_LEFT, ROLE_CHANGED, DELETED -> {
        var before = roster(conversation);
        var after = before.after(entry);
        participants(entry, before, after);
        put(conversation, after);
      }
    }
    conversation.put("appliedRev", entry.rev());
  }

  static void put(Document conversation, Roster roster) {
    conversation.put("memberRev", roster.memberRev());
    conversation.put("memberCount", roster.members().size());
    conversation.put("members", roster.members().stream().map(Projection::member).toList());
    conversation.put("ownerId", roster.ownerId());
  }

  private static Document member(Member member) {
    return new Document("userId", member.userId())
        .append("role", member.role().name())
        .append("joinedSeq", member.joinedSeq());
  }

  static Roster roster(Document conversation) {
    return new Roster(
        Fields.text(conversation, "_id"),
        Fields.number(conversation, "memberRev"),
        Fields.documents(conversation, "members").stream()
            .map(each ->
                new Member(
                    Fields.text(each, "userId"),
                    Fields.word(each, "role", MemberRole.class),
                    Fields.number(each, "joinedSeq")))
            .toList());
  }

  private void participants(Entry entry, Roster before, Roster after) {
    for (var member : before.members()) {
      if (!after.contains(member.userId())) {
        participants.delete(Participants.stay(entry.conversationId(), member));
      }
    }
    for (var member : after.members()) {
      var was = before.member(member.userId());
      if (was == null) {
        join(entry, member);
      } else if (!was.equals(member)) {
        participants.update(
            Participants.stay(entry.conversationId(), member),
            Updates.set("role", member.role().name()));
      }
    }
  }

  private void join(Entry entry, Member member) {
    var id = entry.conversationId();
    var number = entry.position().number();
    var own = documents.sentUpTo(id, member.userId(), entry.seq());
    try {
      participants.put(
          all(
              Table.id(Participants.id(id, member.userId())),
              eq("userId", member.userId()),
              lt("joinedSeq", member.joinedSeq())),
          Participants.document(id, member, number, own));
    } catch (Failures.Taken e) {
      // Somebody has brought it as far, or further.
    }
  }
}
