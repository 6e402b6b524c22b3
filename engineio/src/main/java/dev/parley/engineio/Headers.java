package dev.parley.engineio;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The fields of a request's head; names without case, several values in their order.
///
/// Kept as one string of `name:value\n`, since thousands of idle sessions hold theirs: a map of
/// strings takes ten times as much. Neither a name nor a value can have a line feed in it.
public final class Headers {
  public static final Headers NONE = new Headers("");

  private final String lines;

  private Headers(String lines) {
    this.lines = lines;
  }

  public static Headers of(Iterable<? extends Map.Entry<String, String>> fields) {
    var lines = new StringBuilder();
    for (var field : fields) {
      if (field.getKey().indexOf('\n') >= 0 || field.getValue().indexOf('\n') >= 0) {
        throw new IllegalArgumentException("line feed in a header");
      }
      lines.append(field.getKey().toLowerCase(Locale.ROOT)).append(':');
      lines.append(field.getValue()).append('\n');
    }
    return lines.isEmpty() ? NONE : new Headers(lines.toString());
  }

  /// The first value.
  public @Nullable String get(String name) {
    var values = values(name, 1);
    return values.isEmpty() ? null : values.getFirst();
  }

  public List<String> all(String name) {
    return values(name, Integer.MAX_VALUE);
  }

  private List<String> values(String name, int limit) {
    var key = name.toLowerCase(Locale.ROOT) + ":";
    var values = new ArrayList<String>(1);
    for (int at = 0; at < lines.length() && values.size() < limit; ) {
      int end = lines.indexOf('\n', at);
      if (lines.startsWith(key, at)) {
        values.add(lines.substring(at + key.length(), end));
      }
      at = end + 1;
    }
    return values;
  }

  @Override
  public String toString() {
    return lines;
  }
}
