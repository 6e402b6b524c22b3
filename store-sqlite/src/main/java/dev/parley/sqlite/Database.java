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

  private interface Using<A, T extends @Nullable Object> {
    T of(A it) throws SQLException;
  }

  private final Connection connection;
  private final Map<String, PreparedStatement> statements = new HashMap<>();
  private long updates;

  private Database(Connection connection) {
    this.connection = connection;
  }

  /// Opens a file, and makes it if need be.
  static Database open(Path file) throws SQLException {
    NativeLibrary.load();
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
    var changed = run(sql, PreparedStatement::executeUpdate, values);
    updates++;
    return changed;
  }

  /// How many calls of [#update] have succeeded so far.
  long updates() {
    return updates;
  }

  <T> List<T> list(String sql, Reading<T> reading, @Nullable Object... values) throws SQLException {
    return query(
        sql,
        row -> {
          var found = new ArrayList<T>();
          while (row.next()) {
            found.add(reading.of(row));
          }
          return found;
        },
        values);
  }

  /// The first row, null if there is none.
  <T> @Nullable T first(String sql, Reading<T> reading, @Nullable Object... values)
      throws SQLException {
    return query(sql, row -> row.next() ? reading.of(row) : null, values);
  }

  /// The one number a query answers, 0 if it answers no row.
  long number(String sql, @Nullable Object... values) throws SQLException {
    var found = first(sql, Row::number, values);
    return found == null ? 0 : found;
  }

  private <T extends @Nullable Object> T query(
      String sql, Using<Row, T> reading, @Nullable Object... values) throws SQLException {
    return run(
        sql,
        statement -> {
          try (var results = statement.executeQuery()) {
            return reading.of(new Row(results));
          }
        },
        values);
  }

  private <T extends @Nullable Object> T run(
      String sql, Using<PreparedStatement, T> using, @Nullable Object... values)
      throws SQLException {
    var statement = statements.get(sql);
    if (statement == null) {
      statement = connection.prepareStatement(sql);
      statements.put(sql, statement);
    }
    try {
      for (var i = 0; i < values.length; i++) {
        statement.setObject(i + 1, values[i]);
      }
      return using.of(statement);
    } catch (SQLException e) {
      // After most errors the driver has closed the statement and says so only at its next use.
      statements.remove(sql);
      throw e;
    }
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
