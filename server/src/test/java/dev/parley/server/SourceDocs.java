package dev.parley.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// The `///` docs of the records of `gateway` and `server`: what the documents say of them.
final class SourceDocs {
  private static final Pattern RECORD =
      Pattern.compile(
          "((?:^ *///.*\\n)+)(?:^ *@.*\\n)*^ *(?:\\w+ )*record (\\w+)", Pattern.MULTILINE);
  private static final Pattern WORDS = Pattern.compile("`[a-z_]+`(, `[a-z_]+`)*( or `[a-z_]+`)?");

  /// The docs of a record, and of each of its components.
  record Doc(String text, Map<String, String> params) {
    static final Doc NONE = new Doc("", Map.of());

    /// The words a component may be, if its docs begin with nothing but them.
    List<String> words(String component) {
      var said = params.getOrDefault(component, "").split("[;:.,] (?=[^`])|[;.]", 2)[0].strip();
      return WORDS.matcher(said).matches()
          ? Pattern.compile("`([a-z_]+)`").matcher(said).results().map(r -> r.group(1)).toList()
          : List.of();
    }
  }

  private final Map<String, Doc> docs = new HashMap<>();

  SourceDocs() {
    for (var module : List.of("gateway", "server", "chat")) {
      try (var files = Files.list(Path.of("..", module, "src/main/java/dev/parley", module))) {
        files.forEach(this::read);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  Doc of(Class<?> type) {
    return docs.getOrDefault(key(type), Doc.NONE);
  }

  private static String key(Class<?> type) {
    var outermost = type;
    while (outermost.getEnclosingClass() != null) {
      outermost = outermost.getEnclosingClass();
    }
    return outermost.getSimpleName() + "/" + type.getSimpleName();
  }

  private void read(Path file) {
    try {
      var name = file.getFileName().toString().replace(".java", "");
      RECORD
          .matcher(Files.readString(file))
          .results()
          .forEach(found -> docs.put(name + "/" + found.group(2), doc(found.group(1))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Doc doc(String comment) {
    var text =
        comment
            .lines()
            .map(line -> line.strip().substring(3).strip())
            .reduce("", (all, line) -> all + (line.startsWith("@param") ? "\n" : " ") + line);
    var parts = text.split("\n", -1);
    var params = new HashMap<String, String>();
    for (int i = 1; i < parts.length; i++) {
      var words = parts[i].strip().split("\\s+", 3);
      params.put(words[1], words.length < 3 ? "" : words[2]);
    }
    return new Doc(parts[0].strip(), params);
  }
}
