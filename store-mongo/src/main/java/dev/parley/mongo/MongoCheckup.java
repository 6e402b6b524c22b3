package dev.parley.mongo;

import com.mongodb.MongoException;
import com.mongodb.MongoSecurityException;
import com.mongodb.MongoTimeoutException;
import com.mongodb.client.model.Filters;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.bson.Document;

/// What can be learned of a MongoDB by asking it, and by writing one document as messages are
/// written, which is removed again. The database is not brought to this version.
public final class MongoCheckup {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /// What was learned.
  ///
  /// @param kept whether a majority of several servers keeps what is written: a replica set, or
  ///   shards of such
  /// @param schema the version of what is there; empty when nothing is
  /// @param newest the version that this Parley knows
  /// @param others it holds users, and not Parley's
  /// @param migrating a migration into it was begun and has not ended
  /// @param missing indexes, each as `collection.name`
  /// @param ahead how far the primary's clock is before ours, negative when behind
  /// @param unwritable why nothing can be written, in MongoDB's words
  public record Report(
      String version,
      boolean kept,
      Optional<Integer> schema,
      int newest,
      boolean others,
      boolean migrating,
      List<String> missing,
      Duration ahead,
      Optional<String> unwritable) {}

  private final Database database;
  private final InstantSource clock;

  private MongoCheckup(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  /// Throws [UnusableDatabase] for what is no address, and for what can't be reached.
  public static Report of(String uri, InstantSource clock) {
    try (var database = Database.open(uri, PATIENCE, settings -> {})) {
      return new MongoCheckup(database, clock).report();
    } catch (IllegalArgumentException e) {
      throw new UnusableDatabase("The address of MongoDB is not one: " + e.getMessage(), e);
    } catch (MongoSecurityException e) {
      throw new UnusableDatabase("MongoDB does not let us in: " + e.getMessage(), e);
    } catch (MongoTimeoutException e) {
      throw new UnusableDatabase(
          "No primary of MongoDB answers within " + PATIENCE.toSeconds() + " s.", e);
    } catch (MongoException e) {
      throw new UnusableDatabase("MongoDB refuses to answer: " + e.getMessage(), e);
    }
  }

  private Report report() {
    var before = clock.instant();
    // As `hello`, which what is older than 5.0 does not know.
    var hello = database.inner().runCommand(new Document("isMaster", 1));
    var ours = before.plus(Duration.between(before, clock.instant()).dividedBy(2));
    var theirs = hello.get("localTime", Date.from(ours)).toInstant();
    var versions = database.table(Migrations.TABLE).collection();
    var schema = versions.find(Filters.eq(Migrations.ID)).first();
    return new Report(
        database.inner().runCommand(new Document("buildInfo", 1)).getString("version"),
        hello.containsKey("setName") || "isdbgrid".equals(hello.getString("msg")),
        Optional.ofNullable(schema).map(found -> (int) Fields.number(found, "version")),
        Migrations.newest(),
        schema == null && Migrations.isOfOthers(database),
        schema != null && schema.containsKey(Migrations.MIGRATING),
        schema == null ? List.of() : Schema.missing(database),
        Duration.between(ours, theirs),
        unwritable());
  }

  private Optional<String> unwritable() {
    var probes = database.table(Schema.LEASES).collection();
    var id = "doctor-" + UUID.randomUUID();
    try {
      try {
        probes.insertOne(new Document("_id", id));
      } finally {
        // What no majority answered for may be there all the same.
        probes.deleteOne(Filters.eq(id));
      }
      return Optional.empty();
    } catch (MongoTimeoutException e) {
      return Optional.of(
          "no majority of its servers answers within " + PATIENCE.toSeconds() + " s");
    } catch (MongoException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }
}
