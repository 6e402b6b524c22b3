package dev.parley.migrate;

import java.util.List;

/// Rows of SQLite that are a list within a document.
///
/// @param table of the rows
/// @param field of the document, and name of the list in a row
/// @param parent column that names the row they belong to
/// @param key what of that row it names, as SQL with one parameter, the row's id
/// @param order of the rows; a number that is made anew on the way back, if `numbered`
/// @param numbered whether they are a list in order; else a set
/// @param written whether they are written with their document, not by a shape of their own
record Part(
    String table,
    String field,
    String parent,
    String key,
    String order,
    boolean numbered,
    boolean written,
    List<Field> fields) {
  Part {
    fields = List.copyOf(fields);
  }
}
