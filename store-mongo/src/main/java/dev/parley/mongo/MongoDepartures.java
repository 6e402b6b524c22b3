package dev.parley.mongo;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Projections.include;
import static com.mongodb.client.model.Updates.set;
import static dev.parley.mongo.Table.all;

import dev.parley.chat.Departure;
import dev.parley.chat.DepartureStore;
import java.util.ArrayList;
import java.util.List;

/// Departures in MongoDB. What is to be done is written down first, and the account goes last: a
/// departure that was begun is carried out, whoever asks for the open ones next.
final class MongoDepartures implements DepartureStore {
  private final Table departures;
  private final Table users;
  private final Table tokens;
  private final Table pushes;
  private final Table messages;

  MongoDepartures(Database database) {
    this.departures = database.table(Schema.DEPARTURES);
    this.users = database.table(Schema.USERS);
    this.tokens = database.table(Schema.ONE_TIME_TOKENS);
    this.pushes = database.table(Schema.PUSH_SUBSCRIPTIONS);
    this.messages = database.table(Schema.MESSAGES);
  }

  void begin(Departure departure) {
    departures.upsert(Table.id(departure.userId()), set("erase", departure.erase()));
    removeAccount(departure.userId());
  }

  /// With its outside accounts, which are a field of it.
  private void removeAccount(String userId) {
    tokens.deleteAll(eq("userId", userId));
    pushes.deleteAll(eq("userId", userId));
    users.delete(Table.id(userId));
  }

  @Override
  public List<Departure> open() {
    var open = new ArrayList<Departure>();
    for (var each : departures.list(Table.ALL)) {
      var departure = new Departure(Fields.text(each, "_id"), Fields.flag(each, "erase"));
      removeAccount(departure.userId());
      open.add(departure);
    }
    return open;
  }

  @Override
  public List<String> messages(String userId, int limit) {
    return messages
        .list(all(eq("senderId", userId), MongoEntryLog.LIVE), Table.ALL, limit, include("_id"))
        .stream()
        .map(each -> Fields.text(each, "_id"))
        .toList();
  }

  @Override
  public void end(String userId) {
    departures.delete(Table.id(userId));
  }
}
