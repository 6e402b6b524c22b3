package dev.parley.mongo;

import static com.mongodb.client.model.Filters.eq;
import static dev.parley.mongo.Table.all;

import dev.parley.chat.Member;
import dev.parley.chat.Settings;
import org.bson.Document;
import org.bson.conversions.Bson;

/// Documents of the collection `participants`: how one user keeps one conversation while they are
/// in it. Filters name the user as well, by which the collection may be sharded.
final class Participants {
  private Participants() {}

  static String id(String conversationId, String userId) {
    return conversationId + ":" + userId;
  }

  /// That very stay of a member, not an earlier or a later one.
  static Bson stay(String conversationId, Member member) {
    return stay(conversationId, member.userId(), member.joinedSeq());
  }

  static Bson stay(String conversationId, String userId, long joinedSeq) {
    return all(
        Table.id(id(conversationId, userId)), eq("userId", userId), eq("joinedSeq", joinedSeq));
  }

  /// As a stay begins.
  ///
  /// @param number all messages up to where their mark begins
  /// @param own their own up to there, from an earlier stay
  static Document document(String conversationId, Member member, long number, long own) {
    return new Document("_id", id(conversationId, member.userId()))
        .append("conversationId", conversationId)
        .append("userId", member.userId())
        .append("role", member.role().name())
        .append("joinedSeq", member.joinedSeq())
        .append("readSeq", member.joinedSeq())
        .append("readNumber", number)
        .append("readOwn", own)
        .append("deliveredSeq", 0L);
  }

  /// @param number messages there are
  static Settings settings(Document participant, long number) {
    var archived = participant.get("archivedNumber");
    return new Settings(
        Fields.flag(participant, "muted"),
        Fields.flag(participant, "pinned"),
        archived instanceof Number at && at.longValue() == number);
  }
}
