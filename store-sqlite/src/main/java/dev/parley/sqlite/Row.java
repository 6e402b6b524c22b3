package dev.parley.sqlite;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The row a query stands on, read column by column from the left.
final class Row {
  private final ResultSet results;
  private int column;

  Row(ResultSet results) {
    this.results = results;
  }

  boolean next() throws SQLException {
    column = 0;
    return results.next();
  }

  String text() throws SQLException {
    return results.getString(++column);
  }

  @Nullable String textOrNull() throws SQLException {
    return results.getString(++column);
  }

  long number() throws SQLException {
    return results.getLong(++column);
  }

  @Nullable Integer integerOrNull() throws SQLException {
    var number = (int) number();
    return number == 0 && results.wasNull() ? null : number;
  }

  boolean flag() throws SQLException {
    return number() != 0;
  }

  Instant time() throws SQLException {
    return Instant.ofEpochMilli(number());
  }

  @Nullable Instant timeOrNull() throws SQLException {
    var millis = number();
    // Zero is what a null reads as; only then is it worth asking.
    return millis == 0 && results.wasNull() ? null : Instant.ofEpochMilli(millis);
  }

  /// Passes by the next `columns` columns.
  void skip(int columns) {
    column += columns;
  }

  <E extends Enum<E>> E word(Class<E> type) throws SQLException {
    return Enum.valueOf(type, text());
  }
}
