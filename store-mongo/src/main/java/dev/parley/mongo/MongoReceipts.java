package dev.parley.mongo;

import static com.mongodb.client.model.Filters.eq;
import static dev.parley.mongo.Table.all;

import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.Updates;
import dev.parley.chat.Member;
import dev.parley.chat.ReceiptStore;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import org.bson.Document;

/// Delivered and read marks in MongoDB, in the documents of their participants.
final class MongoReceipts implements ReceiptStore {
  private final Table participants;
  private final MongoDocuments documents;
  private final Projection projection;

  MongoReceipts(Table participants, MongoDocuments documents, Projection projection) {
    this.participants = participants;
    this.documents = documents;
    this.projection = projection;
  }

  @Override
  public List<Mark> marks(String conversationId) {
    var conversation = projection.current(conversationId);
    if (conversation == null) {
      return List.of();
    }
    var found = new HashMap<String, Document>();
    for (var each : participants.list(eq("conversationId", conversationId))) {
      found.put(Fields.text(each, "userId"), each);
    }
    var marks = new ArrayList<Mark>();
    for (var member : Projection.roster(conversation).members()) {
      var participant = found.get(member.userId());
      if (participant != null && Fields.number(participant, "joinedSeq") == member.joinedSeq()) {
        marks.add(mark(member, participant));
      }
    }
    return marks;
  }

  private static Mark mark(Member member, Document participant) {
    var readSeq = Fields.number(participant, "readSeq");
    return new Mark(
        member.userId(),
        member.joinedSeq(),
        readSeq,
        Fields.timeOrNull(participant, "readAt"),
        Math.max(readSeq, Fields.number(participant, "deliveredSeq")));
  }

  @Override
  public void delivered(Collection<Delivered> marks) {
    var ids = marks.stream().map(Delivered::conversationId).distinct().toList();
    var ends = new HashMap<String, Long>();
    var tips = Together.map(ids, documents::tip);
    for (var i = 0; i < ids.size(); i++) {
      var tip = tips.get(i);
      ends.put(ids.get(i), tip == null ? 0L : tip.position().seq());
    }
    participants.write(
        marks.stream()
            .map(mark ->
                new UpdateOneModel<Document>(
                    all(
                        Table.id(Participants.id(mark.conversationId(), mark.userId())),
                        eq("userId", mark.userId())),
                    Updates.max(
                        "deliveredSeq",
                        Math.min(mark.seq(), ends.getOrDefault(mark.conversationId(), 0L)))))
            .toList());
  }
}
