package dev.parley.mongo;

import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Projections.include;
import static com.mongodb.client.model.Sorts.ascending;
import static dev.parley.mongo.Table.all;

import com.mongodb.client.model.Updates;
import dev.parley.chat.RetentionStore;
import java.util.List;

/// Retention in MongoDB.
final class MongoRetention implements RetentionStore {
  private final Table conversations;

  MongoRetention(Table conversations) {
    this.conversations = conversations;
  }

  @Override
  public List<Kept> page(boolean every, String afterId, int limit) {
    var after = gt("_id", afterId);
    return conversations
        .list(
            every ? after : all(after, gt("retention", 0)),
            ascending("_id"),
            limit,
            include("retention", "sweptSeq"))
        .stream()
        .map(each ->
            new Kept(
                Fields.text(each, "_id"),
                (int) Fields.number(each, "retention"),
                Fields.number(each, "sweptSeq")))
        .toList();
  }

  @Override
  public void swept(String conversationId, long seq) {
    conversations.update(Table.id(conversationId), Updates.max("sweptSeq", seq));
  }
}
