package dev.parley.sqlite;

import dev.parley.chat.AuditEntry;
import dev.parley.chat.AuditStore;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The audit log in SQLite.
final class SqliteAudit implements AuditStore {
  private final Writer writer;
  private final Readers readers;

  SqliteAudit(Writer writer, Readers readers) {
    this.writer = writer;
    this.readers = readers;
  }

  @Override
  public void add(AuditEntry entry) {
    writer.write(transaction -> {
      var database = transaction.database();
      database.update(
          """
          INSERT INTO audit (id, at, admin, admin_name, act, target_type, target)
          VALUES (?, ?, ?, ?, ?, ?, ?)
          """,
          entry.id(),
          entry.at().toEpochMilli(),
          entry.adminId(),
          entry.adminName(),
          entry.act(),
          entry.target().type(),
          entry.target().id());
      addDetails(database, entry);
      return null;
    });
  }

  private static void addDetails(Database database, AuditEntry entry) throws SQLException {
    var key = database.number("SELECT key FROM audit WHERE id = ?", entry.id());
    var place = 0;
    for (var detail : entry.details().entrySet()) {
      database.update(
          "INSERT INTO audit_details (entry, place, name, value) VALUES (?, ?, ?, ?)",
          key,
          place++,
          detail.getKey(),
          detail.getValue());
    }
  }

  @Override
  public List<AuditEntry> newest(@Nullable String beforeId, int limit) {
    return readers.read(database ->
        database.list(
            """
            SELECT key, id, at, admin, admin_name, act, target_type, target FROM audit
            WHERE ?1 IS NULL OR key < (SELECT key FROM audit WHERE id = ?1)
            ORDER BY key DESC LIMIT ?2
            """,
            row -> entry(row, details(database, row.number())),
            beforeId,
            limit));
  }

  private static AuditEntry entry(Row row, Map<String, String> details) throws SQLException {
    return new AuditEntry(
        row.text(),
        row.time(),
        row.text(),
        row.text(),
        row.text(),
        new AuditEntry.Target(row.text(), row.text()),
        details);
  }

  private static Map<String, String> details(Database database, long key) throws SQLException {
    var details = new LinkedHashMap<String, String>();
    for (var detail :
        database.list(
            "SELECT name, value FROM audit_details WHERE entry = ? ORDER BY place",
            row -> Map.entry(row.text(), row.text()),
            key)) {
      details.put(detail.getKey(), detail.getValue());
    }
    return details;
  }
}
