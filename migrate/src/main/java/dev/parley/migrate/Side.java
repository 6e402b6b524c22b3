package dev.parley.migrate;

import java.util.List;

/// A store, as it is moved from and moved to.
interface Side extends AutoCloseable {
  /// Gets a row at a time.
  interface Reader {
    void row(Row row);
  }

  /// As people call it.
  String name();

  /// Throws [UnmovableStore] when a server uses it. A folder is locked, so that none can.
  default void refuseUsed() {}

  /// All rows of a shape in its order, from behind a place; all when the place is empty.
  void read(Shape shape, List<Object> after, Reader reader);

  /// Writes rows, and remembers in the same step or after it how far the shape is.
  void write(Shape shape, List<Row> rows);

  /// How far an earlier run got; empty for nowhere.
  List<Object> reached(Shape shape);

  /// What is left to do once everything is there. It may be done twice.
  void complete();

  /// Gives what is complete and compared its name: from here on a server may start on it.
  void open();

  @Override
  void close();
}
