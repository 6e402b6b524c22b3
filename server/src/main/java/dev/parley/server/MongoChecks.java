package dev.parley.server;

import dev.parley.mongo.MongoCheckup;
import dev.parley.mongo.UnusableDatabase;
import dev.parley.server.Finding.Broken;
import dev.parley.server.Finding.Doubtful;
import dev.parley.server.Finding.Fine;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/// The MongoDB that keeps everything: there, kept by several, writable, of our schema and with its
/// indexes.
final class MongoChecks {
  private static final int OLDEST = 6;

  private MongoChecks() {}

  static List<Finding> all(MongoSettings settings, InstantSource clock) {
    try {
      return of(MongoCheckup.of(settings.uri(), clock));
    } catch (UnusableDatabase e) {
      return List.of(
          new Broken(
              String.valueOf(e.getMessage()),
              "Look at PARLEY_MONGODB_URI, its user's role, and whether this machine reaches it."));
    }
  }

  static List<Finding> of(MongoCheckup.Report report) {
    var found = new ArrayList<Finding>();
    found.add(version(report.version()));
    found.add(
        report.kept()
            ? new Fine("A majority of its servers keeps what is written.")
            : new Doubtful(
                "MongoDB is a single server: what its disk loses is lost.",
                "Make it a replica set of three."));
    found.add(
        report
            .unwritable()
            .<Finding>map(why ->
                new Broken(
                    "MongoDB can't be written: " + why + ".",
                    "Its user needs the role readWrite on this database, and a majority must run."))
            .orElse(new Fine("It can be written, and a majority answers for it.")));
    found.add(schema(report));
    if (!report.missing().isEmpty()) {
      found.add(
          new Broken(
              "Indexes are missing: " + String.join(", ", report.missing()) + ".",
              "Make them as docs/mongodb.md has them, before anything else writes."));
    }
    found.add(ClockChecks.of("MongoDB", report.ahead()));
    return found;
  }

  static Finding version(String version) {
    var line = "MongoDB answers, of version " + version + ".";
    return Integer.parseInt(version.replaceFirst("\\D.*", "")) >= OLDEST
        ? new Fine(line)
        : new Doubtful(line, "Take " + OLDEST + ".0 or later.");
  }

  private static Finding schema(MongoCheckup.Report report) {
    if (report.others()) {
      return new Broken(
          "The database holds users, but not Parley's.", "Name another one in PARLEY_MONGODB_URI.");
    }
    if (report.migrating()) {
      return new Broken(
          "A migration into the database has not ended.", "Run parley migrate again.");
    }
    if (report.schema().isEmpty()) {
      return new Fine("The database is empty; the first start makes what it needs.");
    }
    var schema = report.schema().get();
    if (schema > report.newest()) {
      return new Broken(
          "The data are of version %d, and this Parley knows %d."
              .formatted(schema, report.newest()),
          "Start a newer Parley.");
    }
    return schema < report.newest()
        ? new Fine("The data are of version " + schema + "; the next start makes them newer.")
        : new Fine(
            "The data are of version "
                + schema
                + ", and every index is "
                + (report.missing().isEmpty() ? "there." : "looked at below."));
  }
}
