package dev.parley.mongo;

import com.mongodb.client.model.Updates;
import dev.parley.chat.LastSeenStore;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/// When users were last here, in MongoDB.
final class MongoLastSeen implements LastSeenStore {
  private final Table lastSeen;

  MongoLastSeen(Table lastSeen) {
    this.lastSeen = lastSeen;
  }

  @Override
  public void seen(Collection<String> userIds, Instant at) {
    for (var userId : userIds) {
      var later = Updates.max("at", Fields.date(at));
      try {
        lastSeen.upsert(Table.id(userId), later);
      } catch (Failures.Taken e) {
        // Somebody made it at the same moment.
        lastSeen.update(Table.id(userId), later);
      }
    }
  }

  @Override
  public Map<String, Instant> seen(Collection<String> userIds) {
    var found = new HashMap<String, Instant>();
    for (var each : lastSeen.byIds(userIds, Table.ALL)) {
      found.put(Fields.text(each, "_id"), Fields.time(each, "at"));
    }
    return found;
  }
}
