package dev.parley.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.lt;

import com.mongodb.client.model.Updates;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/// The schema, as numbered steps that are never changed once released; the one document of `schema`
/// says how many a database has had.
///
/// A step may run on several nodes at once, beside nodes of the version before, and again after it
/// was cut short: so each only adds, and doing it twice is doing it once.
final class Migrations {
  static final String TABLE = "schema";
  static final String MIGRATING = "migrating";
  static final String ID = "parley";
  private static final List<Consumer<Database>> STEPS =
      List.of(
          Schema::create, Schema::create // which subscriptions to pushes came with
          );

  private Migrations() {}

  static int newest() {
    return STEPS.size();
  }

  /// Throws [UnusableDatabase] for a database of a newer version, and for one of somebody else.
  static void apply(Database database) {
    var schema = database.table(TABLE);
    var found = schema.first(Table.id(ID));
    if (found == null) {
      refuseOthers(database);
      schema.insert(new Document("_id", ID).append("version", 0));
    }
    refuseUnfinished(found);
    var version = found == null ? 0 : (int) Fields.number(found, "version");
    if (version > newest()) {
      throw new UnusableDatabase(
          "The database was written by a newer Parley (version %d, this one knows %d)."
              .formatted(version, newest()));
    }
    for (var step = version + 1; step <= newest(); step++) {
      STEPS.get(step - 1).accept(database);
      schema.update(and(Table.id(ID), lt("version", step)), Updates.set("version", step));
    }
  }

  /// Throws [UnusableDatabase] while a migration goes into it.
  static void refuseUnfinished(Database database) {
    refuseUnfinished(database.table(TABLE).first(Table.id(ID)));
  }

  private static void refuseUnfinished(@Nullable Document found) {
    if (found != null && found.containsKey(MIGRATING)) {
      throw new UnusableDatabase(
          "A migration into the database has not ended; run parley migrate again.");
    }
  }

  private static void refuseOthers(Database database) {
    if (Failures.guard(() -> isOfOthers(database))) {
      throw new UnusableDatabase(
          "The database " + database.inner().getName() + " holds users, but not Parley's.");
    }
  }

  /// Whether a database without a version has users. Throws what the driver does.
  static boolean isOfOthers(Database database) {
    var names = database.inner().listCollectionNames().into(new ArrayList<>());
    return names.contains(Schema.USERS) && !names.contains(TABLE);
  }
}
