package dev.parley.mongo;

import static com.mongodb.client.model.Updates.set;

import dev.parley.chat.StrangerStore;
import dev.parley.chat.Strangers;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/// Users' choices about strangers in MongoDB.
final class MongoStrangers implements StrangerStore {
  private final Table strangers;

  MongoStrangers(Table strangers) {
    this.strangers = strangers;
  }

  @Override
  public Map<String, Strangers> choices(Collection<String> userIds) {
    var found = new HashMap<String, Strangers>();
    for (var each : strangers.byIds(userIds, Table.ALL)) {
      found.put(Fields.text(each, "_id"), Fields.word(each, "choice", Strangers.class));
    }
    return found;
  }

  @Override
  public void choose(String userId, Strangers choice) {
    strangers.upsert(Table.id(userId), set("choice", choice.name()));
  }
}
