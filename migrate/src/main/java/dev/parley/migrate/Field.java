package dev.parley.migrate;

/// A column and the field it is.
///
/// @param path of the field, with dots into inner documents; empty where a document has none such
/// @param sql what is selected for the column; empty for one that is only written
record Field(String column, String path, Kind kind, String sql) {
  static Field of(String column, String path, Kind kind) {
    return new Field(column, path, kind, "t." + column);
  }

  /// A column that SQLite wants, made of the document.
  static Field written(String column) {
    return new Field(column, "", Kind.MADE, "");
  }

  /// A field that MongoDB wants, made of the rows.
  static Field made(String name, String sql) {
    return new Field(name, name, Kind.MADE, sql);
  }

  boolean isColumn() {
    return kind != Kind.MADE || sql.isEmpty();
  }
}
