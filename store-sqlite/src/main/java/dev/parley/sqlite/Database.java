package dev.parley.sqlite;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sqlite.JDBC;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteOpenMode;

/// A connection to the file, and the statements it has prepared. For one thread at a time.
///
/// Values of a statement are Strings, Longs, Integers or null.
final class Database implements AutoCloseable {
  /// Makes something of the row a query stands on.
  @FunctionalInterface
  interface Reading<T> {
    T of(Row row) throws SQLException;
  }

  private final Connection connection;
  private final Map<String, PreparedStatement> statements = new HashMap<>();
  private long updates;

  private Database(Connection connection) {
    this.connection = connection;
  }

  /// Opens a file, and makes it if need be.
  static Database open(Path file) throws SQLException {
    var config = new SQLiteConfig();
    config.setOpenMode(SQLiteOpenMode.NOMUTEX); // one thread at a time is our own rule
    config.setGetGeneratedKeys(false); // else the driver adds a query to every insert
    config.setTempStore(SQLiteConfig.TempStore.MEMORY);
    config.setBusyTimeout(5_000);
    var database = new Database(JDBC.createConnection(JDBC.PREFIX + file, config.toProperties()));
    // In its auto-commit mode the driver puts a BEGIN and a COMMIT around every statement, also
    // inside our own transactions. Out of it, it opens one at once, which ends here; from then on
    // it leaves transactions to us.
    database.connection.setAutoCommit(false);
    database.script("COMMIT");
    return database;
  }

  /// Runs statements without values, parted by semicolons.
  void script(String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.executeUpdate(sql);
    }
  }

  /// Runs one changing statement and answers how many rows it changed.
  int update(String sql, @Nullable Object... values) throws SQLException {
    var changed = prepared(sql, values).executeUpdate();
    updates++;
    return changed;
  }

  /// How many calls of [#update] have succeeded so far.
  long updates() {
    return updates;
  }

  <T> List<T> list(String sql, Reading<T> reading, @Nullable Object... values) throws SQLException {
    var found = new ArrayList<T>();
    try (var results = prepared(sql, values).executeQuery()) {
      var row = new Row(results);
      while (row.next()) {
        found.add(reading.of(row));
      }
    }
    return found;
  }

  /// The first row, null if there is none.
  <T> @Nullable T first(String sql, Reading<T> reading, @Nullable Object... values)
      throws SQLException {
    try (var results = prepared(sql, values).executeQuery()) {
      var row = new Row(results);
      return row.next() ? reading.of(row) : null;
    }
  }

  /// The one number a query answers, 0 if it answers no row.
  long number(String sql, @Nullable Object... values) throws SQLException {
    var found = first(sql, Row::number, values);
    return found == null ? 0 : found;
  }

  private PreparedStatement prepared(String sql, @Nullable Object... values) throws SQLException {
    var statement = statements.get(sql);
    if (statement == null) {
      statement = connection.prepareStatement(sql);
      statements.put(sql, statement);
    }
    for (var i = 0; i < values.length; i++) {
      statement.setObject(i + 1, values[i]);
    }
    return statement;
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw new IllegalStateException("The database did not close", e);
    }
  }
}
