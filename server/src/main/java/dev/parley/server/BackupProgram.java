package dev.parley.server;

import dev.parley.gateway.Json;
import dev.parley.sqlite.DatabaseFile;
import dev.parley.sqlite.UnusableDataFolder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// `parley backup`: a new folder with everything of a data folder that can't be made anew. The same
/// beside a running server and without one: SQLite lets another process copy as of one moment.
///
/// The database comes first and the contents it names after it: a content is there before anything
/// names it, and stays for a day after nothing does.
final class BackupProgram {
  static final String HELP =
      """
      Usage: parley backup --to NEWDIR [--data DIR]

      Copies everything of a data folder, also while the server runs: the database as of one moment,
      the secret and the uploaded files. NEWDIR appears when it is whole and on the disk.\
      """;

  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

  private final Path data;
  private final PartFolder part;
  private final StringBuilder sums = new StringBuilder();
  private final List<String> missing = new ArrayList<>();
  private long files;
  private long elsewhere;

  private BackupProgram(Path data, PartFolder part) {
    this.data = data;
    this.part = part;
  }

  /// Answers the lines to print. Throws [StartFailure]; then nothing is left behind.
  ///
  /// @param folder null for the default
  static List<String> run(@Nullable String folder, String version, String... args) {
    var flags = Flags.parse(List.of("--data", "--to"), args);
    var to = flags.get("--to");
    if (to == null) {
      throw new StartFailure("Where to? backup --to NEWDIR.");
    }
    var usual = folder == null || folder.isEmpty() ? "./data" : folder;
    var data = Path.of(flags.getOrDefault("--data", usual));
    try (var part = PartFolder.beside(Path.of(to))) {
      return new BackupProgram(data, part).write(version, to);
    } catch (UnusableDataFolder e) {
      throw new StartFailure(String.valueOf(e.getMessage()));
    } catch (IOException | UncheckedIOException e) {
      throw new StartFailure("The backup failed, and nothing is left of it: " + reason(e));
    }
  }

  static String reason(Exception thrown) {
    var cause = thrown.getCause() instanceof IOException inner ? inner : thrown;
    return cause.getClass() == IOException.class
        ? String.valueOf(cause.getMessage())
        : cause.toString();
  }

  private List<String> write(String version, String to) throws IOException {
    var database = part.file(DatabaseFile.NAME);
    DatabaseFile.copy(data, database);
    var defects = DatabaseFile.defects(database);
    if (!defects.isEmpty()) {
      throw new StartFailure("The database is damaged: " + defects.getFirst() + ".");
    }
    add(part.sha256(DatabaseFile.NAME), DatabaseFile.NAME);
    var secret = data.resolve(Secrets.FILE);
    if (Files.exists(secret)) {
      try (var content = Files.newInputStream(secret)) {
        add(part.write(Secrets.FILE, content), Secrets.FILE);
      }
    }
    DatabaseFile.eachContent(database, this::content);
    var figures = DatabaseFile.figures(database);
    var manifest =
        new BackupManifest(
            BackupManifest.FORMAT,
            version,
            Instant.now().toString(),
            figures,
            files + 1,
            List.copyOf(missing));
    add(part.write(BackupManifest.FILE, stream(Json.text(manifest) + "\n")), BackupManifest.FILE);
    part.write(BackupManifest.SUMS, stream(sums.toString()));
    part.complete();
    return lines(figures, to);
  }

  private void add(String sha256, String path) {
    sums.append(sha256).append("  ").append(path).append('\n');
    files++;
  }

  private void content(String key) {
    if (!SHA256.matcher(key).matches()) {
      elsewhere++;
      return;
    }
    var path =
        String.join("/", BackupManifest.CONTENTS, key.substring(0, 2), key.substring(2, 4), key);
    if (Files.exists(part.file(path)) || missing.contains(key)) {
      return;
    }
    var source = data.resolve(path);
    try {
      if (Files.exists(source) && write(source, path).equals(key)) {
        add(key, path);
      } else {
        Files.deleteIfExists(part.file(path));
        missing.add(key);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String write(Path source, String path) throws IOException {
    try (var content = Files.newInputStream(source)) {
      return part.write(path, content);
    }
  }

  private static InputStream stream(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  private List<String> lines(DatabaseFile.Figures figures, String to) {
    var lines = new ArrayList<String>();
    lines.add(
        "%d users, %d conversations with %d entries and %d files are in %s."
            .formatted(figures.users(), figures.conversations(), figures.entries(), files, to));
    if (elsewhere > 0) {
      lines.add(elsewhere + " uploaded contents are in a bucket, which is not part of it.");
    }
    if (!missing.isEmpty()) {
      lines.add(
          missing.size() + " uploaded contents are missing or damaged in the data folder already.");
    }
    return lines;
  }
}
