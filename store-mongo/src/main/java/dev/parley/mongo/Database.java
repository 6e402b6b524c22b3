package dev.parley.mongo;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.ReadConcern;
import com.mongodb.ReadPreference;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.bson.Document;

/// The database, as all of the store uses it: what is written is on the disks of a majority, and
/// what is read is what a majority has, from the primary. Whatever an address says otherwise is
/// overruled.
final class Database implements AutoCloseable {
  private static final String USUAL_NAME = "parley";

  private static final int PING_SECONDS = 2;

  private final MongoClient client;
  private final MongoDatabase database;

  private Database(MongoClient client, MongoDatabase database) {
    this.client = client;
    this.database = database;
  }

  /// @param uri with the database's name as its path, else it is `parley`
  /// @param patience for one operation, with all of the driver's own retries
  static Database open(String uri, Duration patience, Consumer<MongoClientSettings.Builder> more) {
    var address = new ConnectionString(uri);
    var settings =
        MongoClientSettings.builder()
            .applyConnectionString(address)
            .applicationName("parley")
            .writeConcern(WriteConcern.MAJORITY.withJournal(true))
            .readConcern(ReadConcern.MAJORITY)
            .readPreference(ReadPreference.primary())
            .retryReads(true)
            .retryWrites(true)
            .timeout(patience.toMillis(), TimeUnit.MILLISECONDS);
    more.accept(settings);
    var client = MongoClients.create(settings.build());
    var name = address.getDatabase();
    return new Database(client, client.getDatabase(name == null ? USUAL_NAME : name));
  }

  Table table(String name) {
    return new Table(database.getCollection(name));
  }

  MongoDatabase inner() {
    return database;
  }

  /// Throws [dev.parley.chat.Refused] UNAVAILABLE when no primary answers.
  void ping() {
    var soon = database.withTimeout(PING_SECONDS, TimeUnit.SECONDS);
    Failures.guard(() -> soon.runCommand(new Document("ping", 1)));
  }

  void drop() {
    database.drop();
  }

  @Override
  public void close() {
    client.close();
  }
}
