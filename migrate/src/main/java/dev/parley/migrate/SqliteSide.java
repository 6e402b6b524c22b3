package dev.parley.migrate;

import dev.parley.sqlite.DataFolder;
import dev.parley.sqlite.DatabaseFile;
import dev.parley.sqlite.NativeLibrary;
import dev.parley.sqlite.SqliteStore;
import dev.parley.sqlite.UnusableDataFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A data folder. One that is moved to is written in a folder within it, and its database gets its
/// name when it is whole; how far it is stands in the database itself, until nothing is left to do.
final class SqliteSide implements Side {
  private static final String UNFINISHED = "migrating";

  private final Path folder;
  private final DataFolder held;
  private final Path file;
  private final Connection connection;

  private SqliteSide(Path folder, DataFolder held, Path file) {
    this.folder = folder;
    this.held = held;
    this.file = file;
    NativeLibrary.load();
    try {
      connection = DriverManager.getConnection("jdbc:sqlite:" + file);
      connection.setAutoCommit(false);
    } catch (SQLException e) {
      held.close();
      throw failed(e);
    }
  }

  /// To move from; brought to the newest version.
  static SqliteSide source(Path folder) {
    var file = folder.resolve(DatabaseFile.NAME);
    if (!Files.isRegularFile(file)) {
      throw new UnmovableStore("There is no Parley data in " + folder.toAbsolutePath() + ".");
    }
    SqliteStore.open(folder, event -> {}, InstantSource.system()).close();
    return new SqliteSide(folder, DataFolder.open(folder), file);
  }

  /// To move to: a folder without a database, or what an earlier run has not finished.
  static SqliteSide target(Path folder) {
    var held = DataFolder.open(folder);
    try {
      var whole = folder.resolve(DatabaseFile.NAME);
      var part = folder.resolve(UNFINISHED);
      var isNamed = Files.exists(whole);
      if (!isNamed) {
        SqliteStore.open(part, event -> {}, InstantSource.system()).close();
      }
      var file = isNamed ? whole : part.resolve(DatabaseFile.NAME);
      var side = new SqliteSide(folder, held, file);
      if (isNamed && !side.isUnfinished()) {
        side.close();
        throw new UnmovableStore(
            folder.toAbsolutePath() + " holds data already; name an empty folder with --data.");
      }
      side.update(
          "CREATE TABLE IF NOT EXISTS migration (shape TEXT PRIMARY KEY, reached TEXT NOT NULL)");
      side.connection.commit();
      return side;
    } catch (SQLException e) {
      held.close();
      throw failed(e);
    } catch (UnusableDataFolder e) {
      held.close();
      throw e;
    }
  }

  private boolean isUnfinished() throws SQLException {
    try (var statement = connection.createStatement()) {
      return statement.executeQuery("SELECT 1 FROM sqlite_schema WHERE name = 'migration'").next();
    }
  }

  @Override
  public String name() {
    return "the data folder " + folder.toAbsolutePath().normalize();
  }

  @Override
  public void read(Shape shape, List<Object> after, Reader reader) {
    try (var statement = connection.prepareStatement(select(shape, !after.isEmpty()));
        var parts = parts(shape)) {
      bind(statement, after);
      var rows = statement.executeQuery();
      while (rows.next()) {
        var row = new Row(new ArrayList<>());
        take(rows, shape.fields(), row);
        if (parts != null && hasPart(shape, row)) {
          parts.setObject(1, row.get("id"));
          var part = parts.executeQuery();
          while (part.next()) {
            var each = new Row(List.of());
            take(part, fieldsOf(shape), each);
            row.part().add(each);
          }
        }
        reader.row(row);
      }
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  /// Most messages were never edited, and need not be asked.
  private static boolean hasPart(Shape shape, Row row) {
    return !shape.table().equals("entries") || row.orNull("edited_at") != null;
  }

  private static List<Field> fieldsOf(Shape shape) {
    var part = shape.part();
    return part == null ? List.of() : part.fields();
  }

  @Nullable
  private PreparedStatement parts(Shape shape) throws SQLException {
    var part = shape.part();
    return part == null
        ? null
        : connection.prepareStatement(
            "SELECT %s FROM %s t WHERE t.%s = %s ORDER BY %s"
                .formatted(
                    part.fields().stream().map(Field::sql).collect(Collectors.joining(", ")),
                    part.table(),
                    part.parent(),
                    part.key(),
                    part.order()));
  }

  private static void take(ResultSet rows, List<Field> fields, Row row) throws SQLException {
    var column = 1;
    for (var field : fields) {
      if (!field.sql().isEmpty()) {
        var value = rows.getObject(column++);
        row.put(field.column(), value instanceof Number number ? number.longValue() : value);
      }
    }
  }

  private static String select(Shape shape, boolean onwards) {
    var columns =
        shape.fields().stream()
            .map(Field::sql)
            .filter(sql -> !sql.isEmpty())
            .collect(Collectors.joining(", "));
    var order = shape.order().stream().map(column -> shape.field(column).sql()).toList();
    var from =
        shape.logged()
            ? "conversations c CROSS JOIN " + shape.table() + " t ON t.conversation = c.key"
            : shape.table() + " t";
    var where =
        onwards
            ? " WHERE (%s) > (%s)".formatted(String.join(", ", order), questions(order.size()))
            : "";
    return "SELECT " + columns + " FROM " + from + where + " ORDER BY " + String.join(", ", order);
  }

  private static String questions(int number) {
    return String.join(", ", Collections.nCopies(number, "?"));
  }

  private static void bind(PreparedStatement statement, List<? extends @Nullable Object> values)
      throws SQLException {
    for (var i = 0; i < values.size(); i++) {
      statement.setObject(i + 1, values.get(i));
    }
  }

  @Override
  public void write(Shape shape, List<Row> rows) {
    try {
      var columns = shape.fields().stream().filter(Field::isColumn).map(Field::column).toList();
      var values =
          columns.stream()
              .map(column ->
                  shape.logged() && column.equals("conversation")
                      ? "(SELECT key FROM conversations WHERE id = ?)"
                      : "?")
              .toList();
      insert(
          "INSERT INTO %s (%s) VALUES (%s)"
              .formatted(shape.table(), String.join(", ", columns), String.join(", ", values)),
          rows.stream().map(row -> values(row, columns)));
      writeParts(shape, rows);
      update(
          "INSERT OR REPLACE INTO migration VALUES (?, ?)",
          shape.table(),
          shape.place(rows.getLast()).stream()
              .map(String::valueOf)
              .collect(Collectors.joining(" ")));
      connection.commit();
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  private static List<@Nullable Object> values(Row row, List<String> columns) {
    var values = new ArrayList<@Nullable Object>();
    columns.forEach(column -> values.add(row.orNull(column)));
    return values;
  }

  private void writeParts(Shape shape, List<Row> rows) throws SQLException {
    var part = shape.part();
    if (part == null || !part.written()) {
      return;
    }
    var columns = new ArrayList<>(part.fields().stream().map(Field::column).toList());
    var values = new ArrayList<List<@Nullable Object>>();
    for (var row : rows) {
      for (var i = 0; i < row.part().size(); i++) {
        var all = values(row.part().get(i), columns);
        if (part.numbered()) {
          all.add((long) i + 1);
        }
        all.add(row.get("id"));
        values.add(all);
      }
    }
    var marks = questions(part.fields().size() + (part.numbered() ? 1 : 0));
    if (part.numbered()) {
      columns.add(part.order());
    }
    columns.add(part.parent());
    insert(
        "INSERT INTO %s (%s) VALUES (%s, %s)"
            .formatted(part.table(), String.join(", ", columns), marks, part.key()),
        values.stream());
  }

  private void insert(String sql, Stream<List<@Nullable Object>> rows) throws SQLException {
    try (var statement = connection.prepareStatement(sql)) {
      for (var values : (Iterable<List<@Nullable Object>>) rows::iterator) {
        bind(statement, values);
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }

  @Override
  public List<Object> reached(Shape shape) {
    try (var statement =
        connection.prepareStatement("SELECT reached FROM migration WHERE shape = ?")) {
      bind(statement, List.of(shape.table()));
      var rows = statement.executeQuery();
      return rows.next() ? words(shape, rows.getString(1)) : List.of();
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  private static List<Object> words(Shape shape, String reached) {
    var words = List.of(reached.split(" ", -1));
    var place = new ArrayList<Object>();
    for (var i = 0; i < words.size(); i++) {
      var isNumber = shape.field(shape.order().get(i)).kind() == Kind.COUNT;
      place.add(isNumber ? (Object) Long.valueOf(words.get(i)) : words.get(i));
    }
    return place;
  }

  /// What the store keeps beside the log, made of it.
  @Override
  public void complete() {
    try {
      update(
          """
          UPDATE conversations SET (seq, number, sender_number, active_at) =
            (SELECT e.seq, e.number, e.sender_number, e.created_at FROM entries e
             WHERE e.conversation = conversations.key ORDER BY e.seq DESC LIMIT 1),
            rev = (SELECT max(rev) FROM entries e WHERE e.conversation = conversations.key),
            last_message = (SELECT e.seq FROM entries e WHERE e.conversation = conversations.key
              AND e.kind = 'MESSAGE' AND e.deleted_at IS NULL ORDER BY e.seq DESC LIMIT 1)
          WHERE EXISTS (SELECT 1 FROM entries e WHERE e.conversation = conversations.key)
          """);
      update("DELETE FROM mentions");
      update(
          """
          INSERT INTO mentions (user, conversation, seq)
          SELECT DISTINCT n.value, e.conversation, e.seq FROM entries e,
            json_each('["' || replace(e.user_ids, ' ', '","') || '"]') n
          WHERE e.user_ids IS NOT NULL AND e.kind = 'MESSAGE' AND n.value <> e.sender
          """);
      connection.commit();
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  /// Each step can be the last one before a cut: the next run sees by the table `migration` that it
  /// is to go on, and finds nothing to do up to there.
  @Override
  public void open() {
    try {
      connection.close();
      execute(file, "PRAGMA wal_checkpoint(TRUNCATE)");
      var whole = folder.resolve(DatabaseFile.NAME);
      if (!file.equals(whole)) {
        Files.move(file, whole, StandardCopyOption.ATOMIC_MOVE);
      }
      deleteUnfinished();
      execute(whole, "DROP TABLE migration");
    } catch (SQLException e) {
      throw failed(e);
    } catch (IOException e) {
      throw new UnmovableStore("The database can't be given its name: " + e, e);
    }
  }

  private static void execute(Path file, String sql) throws SQLException {
    try (var alone = DriverManager.getConnection("jdbc:sqlite:" + file);
        var statement = alone.createStatement()) {
      statement.execute(sql);
    }
  }

  private void deleteUnfinished() throws IOException {
    var part = folder.resolve(UNFINISHED);
    if (!Files.exists(part)) {
      return;
    }
    try (var rest = Files.list(part)) {
      for (var each : rest.toList()) {
        Files.delete(each);
      }
    }
    Files.delete(part);
  }

  private void update(String sql, Object... values) throws SQLException {
    try (var statement = connection.prepareStatement(sql)) {
      bind(statement, Arrays.asList(values));
      statement.executeUpdate();
    }
  }

  private static UnmovableStore failed(SQLException e) {
    return new UnmovableStore("The database of the data folder fails: " + e.getMessage(), e);
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw failed(e);
    } finally {
      held.close();
    }
  }
}
