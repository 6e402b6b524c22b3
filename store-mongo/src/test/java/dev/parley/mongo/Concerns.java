package dev.parley.mongo;

import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.bson.BsonBoolean;
import org.bson.BsonDocument;

/// Looks at every command a store sends: what it writes must be on the disks of a majority, what it
/// reads must be what a majority has, what it inserts into logs must be in order, and an index has
/// the time it needs.
final class Concerns implements CommandListener {
  private static final Set<String> WRITES = Set.of("insert", "update", "delete");
  private static final Set<String> READS = Set.of("find", "aggregate", "count", "distinct");

  /// They take a write concern, or need none.
  private static final Set<String> OTHERS =
      Set.of("listCollections", "getMore", "ping", "dropDatabase", "endSessions", "killCursors");

  /// Commands of all stores of this process that are not as they must be.
  static final Queue<String> WRONG = new ConcurrentLinkedQueue<>();

  static final Set<String> SEEN = ConcurrentHashMap.newKeySet();

  @Override
  public void commandStarted(CommandStartedEvent event) {
    var name = event.getCommandName();
    var command = event.getCommand();
    SEEN.add(name);
    if (WRITES.contains(name)) {
      var concern = command.getDocument("writeConcern", new BsonDocument());
      check(event, concern.containsKey("w") && concern.get("w").isString(), "w");
      check(event, concern.getBoolean("j", BsonBoolean.FALSE).getValue(), "j");
      check(event, command.getBoolean("ordered", BsonBoolean.TRUE).getValue(), "ordered");
    } else if (READS.contains(name)) {
      var concern = command.getDocument("readConcern", new BsonDocument());
      check(event, concern.containsKey("level"), "readConcern");
      check(event, isMajority(concern), "majority");
    } else if (name.equals("createIndexes")) {
      check(event, !command.containsKey("maxTimeMS"), "time");
    } else {
      check(event, OTHERS.contains(name), "known");
    }
    var preference = command.getDocument("$readPreference", new BsonDocument());
    var mode = preference.containsKey("mode") ? preference.getString("mode").getValue() : "primary";
    // The driver says so to a server that stands alone.
    check(event, List.of("primary", "primaryPreferred").contains(mode), "primary");
  }

  private static boolean isMajority(BsonDocument concern) {
    return concern.containsKey("level") && concern.getString("level").getValue().equals("majority");
  }

  private static void check(CommandStartedEvent event, boolean holds, String what) {
    if (!holds) {
      WRONG.add(what + " of " + event.getCommand().toJson());
    }
  }
}
