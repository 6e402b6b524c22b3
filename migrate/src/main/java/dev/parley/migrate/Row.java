package dev.parley.migrate;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A row by its columns' names, with its part's rows beside them. Absent is NULL.
record Row(Map<String, Object> values, List<Row> part) {
  Row(List<Row> part) {
    this(new HashMap<>(), part);
  }

  Object get(String column) {
    return Objects.requireNonNull(values.get(column), column);
  }

  @Nullable Object orNull(String column) {
    return values.get(column);
  }

  void put(String column, @Nullable Object value) {
    if (value == null) {
      values.remove(column);
    } else {
      values.put(column, value);
    }
  }

  /// All that must be the same on both sides.
  String text(List<Field> fields, @Nullable Part of) {
    var text = new StringBuilder();
    for (var field : fields) {
      if (field.kind() != Kind.MADE) {
        var value = values.get(field.column());
        var word = String.valueOf(value);
        text.append(value == null ? -1 : word.length()).append(' ').append(word).append('\n');
      }
    }
    if (of != null) {
      var lines = part.stream().map(each -> each.text(of.fields(), null));
      (of.numbered() ? lines : lines.sorted()).forEach(text::append);
    }
    return text.toString();
  }
}
