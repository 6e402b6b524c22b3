package dev.parley.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.mongo.MongoStore;
import dev.parley.sqlite.SqliteStore;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whoever adds a table, a column or a collection learns here that it is to be moved as well.
final class ShapesTest {
  @Test
  void everyColumnOfSqliteIsMovedOrMade(@TempDir Path folder) throws Exception {
    SqliteStore.open(folder, event -> {}, InstantSource.system()).close();

    var columns = new TreeSet<String>();
    try (var connection =
            DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("parley.db"));
        var statement = connection.createStatement()) {
      var rows =
          statement.executeQuery(
              """
              SELECT m.name, c.name FROM sqlite_schema m, pragma_table_info(m.name) c
              WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%'
              """);
      while (rows.next()) {
        if (!Shapes.MADE_IN_SQLITE.contains(rows.getString(1))) {
          columns.add(rows.getString(1) + "." + rows.getString(2));
        }
      }
    }

    assertThat(columns).isEqualTo(new TreeSet<>(moved()));
  }

  private static Set<String> moved() {
    var columns = new HashSet<String>();
    Shapes.MADE_IN_SQLITE.stream().filter(name -> name.contains(".")).forEach(columns::add);
    for (var shape : Shapes.ALL) {
      shape.fields().stream()
          .filter(Field::isColumn)
          .forEach(field -> columns.add(shape.table() + "." + field.column()));
      var part = shape.part();
      if (part != null && part.written()) {
        columns.add(part.table() + "." + part.parent());
        part.fields().forEach(field -> columns.add(part.table() + "." + field.column()));
        if (part.numbered()) {
          columns.add(part.table() + "." + part.order());
        }
      }
    }
    return columns;
  }

  @Test
  void everyCollectionIsMovedOrMade() throws Exception {
    var schema = Class.forName(MongoStore.class.getPackageName() + ".Schema");
    var names = new TreeSet<String>();
    for (var field : schema.getDeclaredFields()) {
      if (Modifier.isStatic(field.getModifiers()) && field.getType() == String.class) {
        field.setAccessible(true);
        names.add((String) field.get(null));
      }
    }

    names.removeAll(Shapes.MADE_IN_MONGO);

    var moved = new TreeSet<String>();
    Shapes.ALL.forEach(shape -> moved.add(shape.collection()));
    assertThat(names).isEqualTo(moved);
  }
}
