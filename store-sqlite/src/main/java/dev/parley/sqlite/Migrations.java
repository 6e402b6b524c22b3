package dev.parley.sqlite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;

/// The schema, as numbered steps that are never changed once released. `PRAGMA user_version` says
/// how many of them a file has had.
final class Migrations {
  private static final List<String> STEPS =
      List.of(
          "1-accounts.sql",
          "2-conversations.sql",
          "3-audit.sql",
          "4-standing.sql",
          "5-relations.sql",
          "6-invitations.sql",
          "7-reactions.sql",
          "8-reports.sql",
          "9-consent.sql",
          "10-outside-accounts.sql",
          "11-retention.sql",
          "12-receipts.sql",
          "13-uploads.sql",
          "14-departures.sql",
          "15-exchanges.sql",
          "16-pushes.sql");

  private Migrations() {}

  static int newest() {
    return STEPS.size();
  }

  /// How many steps a file has had; 0 for a new one.
  static int version(Database database) throws SQLException {
    return (int) database.number("PRAGMA user_version");
  }

  /// Takes a file on to a version, each step in a transaction with its number.
  static void apply(Database database, int version) throws SQLException {
    for (var step = version(database) + 1; step <= version; step++) {
      var sql = resource(STEPS.get(step - 1));
      database.script("BEGIN; " + sql + "; PRAGMA user_version = " + step + "; COMMIT");
    }
  }

  private static String resource(String name) {
    try (var stream = Migrations.class.getResourceAsStream(name)) {
      if (stream == null) {
        throw new IllegalStateException("No resource " + name);
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
