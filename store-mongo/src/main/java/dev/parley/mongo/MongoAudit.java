package dev.parley.mongo;

import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Sorts.descending;

import dev.parley.chat.AuditEntry;
import dev.parley.chat.AuditStore;
import java.util.LinkedHashMap;
import java.util.List;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/// The audit log in MongoDB.
final class MongoAudit implements AuditStore {
  private final Table audit;

  MongoAudit(Table audit) {
    this.audit = audit;
  }

  @Override
  public void add(AuditEntry entry) {
    var details =
        entry.details().entrySet().stream()
            .map(each ->
                new Document("name", Fields.wellFormed(each.getKey()))
                    .append("value", Fields.wellFormed(each.getValue())))
            .toList();
    var document =
        new Document("_id", entry.id())
            .append("at", Fields.date(entry.at()))
            .append("adminId", entry.adminId())
            .append("adminName", Fields.wellFormed(entry.adminName()))
            .append("act", entry.act())
            .append("targetType", entry.target().type())
            .append("targetId", Fields.wellFormed(entry.target().id()))
            .append("details", details);
    Numbered.insert(audit, Table.ALL, "place", document);
  }

  @Override
  public List<AuditEntry> newest(@Nullable String beforeId, int limit) {
    Bson behind = Table.ALL;
    if (beforeId != null) {
      var before = audit.first(Table.id(beforeId));
      if (before == null) {
        return List.of();
      }
      behind = lt("place", Fields.number(before, "place"));
    }
    return audit.list(behind, descending("place"), limit).stream().map(MongoAudit::entry).toList();
  }

  private static AuditEntry entry(Document document) {
    var details = new LinkedHashMap<String, String>();
    for (var each : Fields.documents(document, "details")) {
      details.put(Fields.text(each, "name"), Fields.text(each, "value"));
    }
    return new AuditEntry(
        Fields.text(document, "_id"),
        Fields.time(document, "at"),
        Fields.text(document, "adminId"),
        Fields.text(document, "adminName"),
        Fields.text(document, "act"),
        new AuditEntry.Target(
            Fields.text(document, "targetType"), Fields.text(document, "targetId")),
        details);
  }
}
