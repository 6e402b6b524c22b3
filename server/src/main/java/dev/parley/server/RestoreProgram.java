package dev.parley.server;

import dev.parley.gateway.Json;
import dev.parley.sqlite.DatabaseFile;
import dev.parley.sqlite.UnusableDataFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/// `parley restore`: a new data folder from a backup, checked whole before it gets its name.
final class RestoreProgram {
  static final String HELP =
      """
      Usage: parley restore --from BACKUP [--data NEWDIR]

      Makes a data folder from what `parley backup` wrote. Every file is held against its checksum,
      the database is checked, and only then the folder appears; it must not be there, or be empty.\
      """;

  private static final Pattern LINE = Pattern.compile("([0-9a-f]{64})  (.+)");
  private static final Pattern PATH =
      Pattern.compile("parley\\.db|secret\\.key|files/[0-9a-f]{2}/[0-9a-f]{2}/[0-9a-f]{64}");

  private final Path backup;
  private final PartFolder part;
  private final Set<String> contents = new HashSet<>();

  private RestoreProgram(Path backup, PartFolder part) {
    this.backup = backup;
    this.part = part;
  }

  /// Answers the lines to print. Throws [StartFailure]; then nothing is left behind.
  ///
  /// @param folder null for the default
  static List<String> run(@Nullable String folder, String... args) {
    var flags = Flags.parse(List.of("--data", "--from"), args);
    var from = flags.get("--from");
    if (from == null) {
      throw new StartFailure("Where from? restore --from BACKUP.");
    }
    var usual = folder == null || folder.isEmpty() ? "./data" : folder;
    var data = flags.getOrDefault("--data", usual);
    try (var part = PartFolder.beside(Path.of(data))) {
      return new RestoreProgram(Path.of(from), part).restore(data);
    } catch (UnusableDataFolder e) {
      throw damaged(String.valueOf(e.getMessage()));
    } catch (NoSuchFileException e) {
      throw damaged(e.getMessage() + " is missing.");
    } catch (IOException | UncheckedIOException e) {
      throw new StartFailure(
          "Restoring failed, and nothing is left of it: " + BackupProgram.reason(e));
    }
  }

  private static StartFailure damaged(String why) {
    return new StartFailure("This is no whole backup: " + why);
  }

  private List<String> restore(String data) throws IOException {
    var manifest = manifest();
    long lines = copyAll();
    if (lines != manifest.files()) {
      throw damaged(
          "%s has %d lines instead of %d.".formatted(BackupManifest.SUMS, lines, manifest.files()));
    }
    checkDatabase(manifest);
    part.complete();
    return List.of(
        "%d users, %d conversations with %d entries and %d files of %s are in %s."
            .formatted(
                manifest.data().users(),
                manifest.data().conversations(),
                manifest.data().entries(),
                manifest.files(),
                manifest.createdAt(),
                data));
  }

  private BackupManifest manifest() throws IOException {
    var text = Files.readString(backup.resolve(BackupManifest.FILE));
    BackupManifest manifest;
    try {
      manifest = Json.mapper().readValue(text, BackupManifest.class);
    } catch (JacksonException e) {
      throw damaged(BackupManifest.FILE + " can't be read.");
    }
    if (manifest.data() == null || manifest.missing() == null) {
      throw damaged(BackupManifest.FILE + " can't be read.");
    }
    var newest = DatabaseFile.newestSchema();
    if (manifest.format() > BackupManifest.FORMAT || manifest.data().schema() > newest) {
      throw new StartFailure(
          "This backup was written by a newer Parley (data version %d, this one knows %d)."
              .formatted(manifest.data().schema(), newest));
    }
    return manifest;
  }

  /// Copies what is listed, and answers how many lines there were.
  private long copyAll() throws IOException {
    long lines = 0;
    try (var sums = Files.newBufferedReader(backup.resolve(BackupManifest.SUMS))) {
      for (var line = sums.readLine(); line != null; line = sums.readLine()) {
        var parts = LINE.matcher(line);
        if (!parts.matches()) {
          throw damaged(BackupManifest.SUMS + " has a line that is none: " + line);
        }
        copy(parts.group(1), parts.group(2));
        lines++;
      }
    }
    return lines;
  }

  private void copy(String sha256, String path) throws IOException {
    var whole = path.equals(BackupManifest.FILE);
    if (!whole && !PATH.matcher(path).matches()) {
      throw damaged("nothing of it is called " + path + ".");
    }
    try (var content = Files.newInputStream(backup.resolve(path))) {
      if (!part.write(path, content).equals(sha256)) {
        throw damaged(path + " is not what was written.");
      }
    }
    if (whole) {
      Files.delete(part.file(path));
    } else if (path.startsWith(BackupManifest.CONTENTS)) {
      contents.add(path.substring(path.lastIndexOf('/') + 1));
    }
  }

  private void checkDatabase(BackupManifest manifest) {
    var database = part.file(DatabaseFile.NAME);
    var defects = DatabaseFile.defects(database);
    if (!defects.isEmpty()) {
      throw damaged(defects.getFirst() + ".");
    }
    if (!DatabaseFile.figures(database).equals(manifest.data())) {
      throw damaged("the database does not hold what " + BackupManifest.FILE + " says.");
    }
    contents.addAll(manifest.missing());
    DatabaseFile.eachContent(
        database,
        key -> {
          if (key.length() == 64 && !contents.contains(key)) {
            throw damaged("the content " + key + " is missing.");
          }
        });
  }
}
