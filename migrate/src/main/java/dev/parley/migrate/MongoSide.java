package dev.parley.migrate;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.or;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.unset;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.MongoException;
import com.mongodb.ReadConcern;
import com.mongodb.ReadPreference;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import dev.parley.mongo.InUse;
import dev.parley.mongo.MongoStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/// A database of MongoDB. While one is moved to, its document of `schema` says so and how far it
/// is, and no server starts on it.
final class MongoSide implements Side {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String MIGRATING = "migrating";
  private static final Bson SCHEMA = eq("_id", "parley");

  private final MongoClient client;
  private final MongoDatabase database;
  private final MongoForm form;

  private MongoSide(String uri) {
    var address = new ConnectionString(uri);
    client =
        MongoClients.create(
            MongoClientSettings.builder()
                .applyConnectionString(address)
                .applicationName("parley migrate")
                .writeConcern(WriteConcern.MAJORITY.withJournal(true))
                .readConcern(ReadConcern.MAJORITY)
                .readPreference(ReadPreference.primary())
                .applyToClusterSettings(cluster ->
                    cluster.serverSelectionTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                .build());
    database = client.getDatabase(Objects.requireNonNullElse(address.getDatabase(), "parley"));
    form = new MongoForm(database);
  }

  /// To move from: brought to the newest version, with nothing left half done.
  static MongoSide source(String uri) {
    var side = connect(uri);
    try {
      if (side.schema() == null) {
        throw new UnmovableStore("There is no Parley data in " + side.name() + ".");
      }
      side.refuseUnfinished();
      side.refuseUsed();
      try (var store = MongoStore.openQuiet(uri, PATIENCE, InstantSource.system())) {
        store.departures().open();
        for (var each :
            side.database
                .getCollection("conversations")
                .find()
                .projection(new Document("_id", 1))) {
          store.conversations().conversation(each.getString("_id"));
        }
      }
      return side;
    } catch (RuntimeException e) {
      side.close();
      throw e;
    }
  }

  /// To move to: an empty database, or one that an earlier run has begun.
  static MongoSide target(String uri) {
    var side = connect(uri);
    try {
      var schema = side.schema();
      if (schema == null || !schema.containsKey(MIGRATING)) {
        side.claim(uri);
      }
      return side;
    } catch (RuntimeException e) {
      side.close();
      throw e;
    }
  }

  /// A server says that it is there before it looks for the mark, and this looks for servers behind
  /// it: one of the two sees the other.
  private void claim(String uri) {
    if (holdsAnything()) {
      throw new UnmovableStore(name() + " is not empty; name another one.");
    }
    MongoStore.openQuiet(uri, PATIENCE, InstantSource.system()).close();
    mark(MIGRATING, new Document());
    try {
      refuseUsed();
    } catch (UnmovableStore e) {
      database.getCollection("schema").updateOne(SCHEMA, unset(MIGRATING));
      throw e;
    }
  }

  private static MongoSide connect(String uri) {
    try {
      return new MongoSide(uri);
    } catch (IllegalArgumentException e) {
      throw new UnmovableStore("The address of MongoDB is not one: " + e.getMessage(), e);
    }
  }

  private @Nullable Document schema() {
    try {
      return database.getCollection("schema").find(SCHEMA).first();
    } catch (MongoException e) {
      throw failed(e);
    }
  }

  private void refuseUnfinished() {
    var schema = schema();
    if (schema != null && schema.containsKey(MIGRATING)) {
      throw new UnmovableStore(name() + " is itself the target of a migration that has not ended.");
    }
  }

  @Override
  public void refuseUsed() {
    var used = database.getCollection("leases").find(InUse.byServers(InstantSource.system()));
    var lease = used.first();
    if (lease != null) {
      throw new UnmovableStore(
          "A server uses %s. End all servers; one that was killed counts until %s."
              .formatted(name(), lease.getDate("until").toInstant()));
    }
  }

  private boolean holdsAnything() {
    return Shapes.ALL.stream()
        .anyMatch(shape -> database.getCollection(shape.collection()).find().first() != null);
  }

  private void mark(String field, Object value) {
    database.getCollection("schema").updateOne(SCHEMA, set(field, value));
  }

  @Override
  public String name() {
    return "the database " + database.getName();
  }

  @Override
  public void read(Shape shape, List<Object> after, Reader reader) {
    var fields = shape.order().stream().map(column -> shape.field(column).path()).toList();
    try (var documents =
        database
            .getCollection(shape.collection())
            .find(behind(fields, after))
            .sort(Indexes.ascending(fields))
            .allowDiskUse(true)
            .batchSize(1_000)
            .iterator()) {
      while (documents.hasNext()) {
        var row = form.row(shape, documents.next());
        if (row != null) {
          reader.row(row);
        }
      }
    } catch (MongoException e) {
      throw failed(e);
    }
  }

  private static Bson behind(List<String> fields, List<Object> after) {
    if (after.isEmpty()) {
      return new Document();
    }
    var first = gt(fields.getFirst(), after.getFirst());
    return fields.size() == 1
        ? first
        : or(
            first,
            and(eq(fields.getFirst(), after.getFirst()), gt(fields.getLast(), after.getLast())));
  }

  @Override
  public void write(Shape shape, List<Row> rows) {
    var documents = rows.stream().map(row -> form.document(shape, row)).toList();
    put(shape.collection(), documents);
    if (shape.collection().equals("friends")) {
      put(
          "friendrequests",
          documents.stream().map(MongoForm::shown).filter(Objects::nonNull).toList());
    }
    mark(MIGRATING + "." + shape.collection(), shape.place(rows.getLast()));
  }

  /// What an earlier run has written behind its mark is written again.
  private void put(String collection, List<Document> documents) {
    if (documents.isEmpty()) {
      return;
    }
    var upsert = new ReplaceOptions().upsert(true);
    var writes = new ArrayList<ReplaceOneModel<Document>>();
    for (var document : documents) {
      writes.add(new ReplaceOneModel<>(eq("_id", document.get("_id")), document, upsert));
    }
    try {
      database.getCollection(collection).bulkWrite(writes, new BulkWriteOptions().ordered(false));
    } catch (MongoException e) {
      throw failed(e);
    }
  }

  @Override
  public List<Object> reached(Shape shape) {
    var schema = schema();
    return schema != null && schema.get(MIGRATING) instanceof Document reached
        ? reached.getList(shape.collection(), Object.class, List.of())
        : List.of();
  }

  /// Whatever MongoDB's side needs is in its documents.
  @Override
  public void complete() {}

  @Override
  public void open() {
    database.getCollection("schema").updateOne(SCHEMA, unset(MIGRATING));
  }

  private static UnmovableStore failed(MongoException e) {
    return new UnmovableStore("MongoDB fails: " + e.getMessage(), e);
  }

  @Override
  public void close() {
    client.close();
  }
}
