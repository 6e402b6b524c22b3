package dev.parley.mongo;

import static com.mongodb.client.model.Projections.include;
import static com.mongodb.client.model.Sorts.descending;

import org.bson.Document;
import org.bson.conversions.Bson;

/// Documents of a collection, or of a part of it, in the order they were added: each takes the
/// number after the highest, under a unique index.
final class Numbered {
  private Numbered() {}

  /// Inserts it with a number in that field, unless something else than the number is in the way:
  /// then false.
  ///
  /// @param part which documents are counted
  static boolean insert(Table table, Bson part, String field, Document document) {
    while (true) {
      var last = last(table, part, field);
      if (table.insert(document.append(field, last + 1))) {
        return true;
      }
      if (last(table, part, field) == last) {
        return false;
      }
    }
  }

  private static long last(Table table, Bson part, String field) {
    var newest = table.first(part, descending(field), include(field));
    return newest == null ? 0 : Fields.number(newest, field);
  }
}
