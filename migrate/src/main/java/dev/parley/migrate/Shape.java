package dev.parley.migrate;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A table and the collection it is.
///
/// @param order columns of the key, by which both sides are read; the first one is the row's id
/// @param logged whether its column `conversation` is the key of a conversation, not its id
/// @param part null where no list is in its documents
record Shape(
    String table,
    String collection,
    List<String> order,
    boolean logged,
    List<Field> fields,
    @Nullable Part part) {
  Shape {
    order = List.copyOf(order);
    fields = List.copyOf(fields);
  }

  Field field(String column) {
    return fields.stream().filter(each -> each.column().equals(column)).findFirst().orElseThrow();
  }

  /// Where a row stands in the order.
  List<Object> place(Row row) {
    return order.stream().map(row::get).toList();
  }
}
