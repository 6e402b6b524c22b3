package dev.parley.server;

import dev.parley.server.Finding.Broken;
import dev.parley.server.Finding.Doubtful;
import dev.parley.server.Finding.Fine;
import dev.parley.sqlite.DatabaseFile;
import dev.parley.sqlite.UnusableDataFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;

/// What the data folder should be: ours alone, with room, readable, whole.
final class DataChecks {
  private static final long LITTLE = 1L << 30;
  private static final long TOO_LITTLE = 64L << 20;

  private final Path folder;

  DataChecks(Path folder) {
    this.folder = folder.toAbsolutePath().normalize();
  }

  /// @param database whether the database is kept here, and not in MongoDB
  List<Finding> all(boolean database) throws IOException {
    if (!Files.exists(folder)) {
      return List.of(new Fine("The data folder " + folder + " is made at the first start."));
    }
    if (!Files.isDirectory(folder) || !Files.isWritable(folder)) {
      return List.of(
          new Broken(
              "The data folder " + folder + " can't be written.",
              "Give it to the user that Parley runs as."));
    }
    var found = new ArrayList<Finding>();
    found.add(new Fine("The data folder is " + folder + "."));
    found.add(
        isServing()
            ? new Fine("A server holds it.")
            : new Fine("No server holds it at this moment."));
    found.add(room(Files.getFileStore(folder).getUsableSpace()));
    found.add(secret());
    if (database) {
      found.add(database());
    }
    return found;
  }

  boolean isServing() throws IOException {
    return DatabaseFile.isInUse(folder);
  }

  static Finding room(long bytes) {
    var line = "Room for data: " + (bytes >> 20) + " MB.";
    if (bytes < TOO_LITTLE) {
      return new Broken(line, "Make room: on a full disk every write is refused.");
    }
    return bytes < LITTLE ? new Doubtful(line, "Make room soon.") : new Fine(line);
  }

  private Finding secret() throws IOException {
    var file = folder.resolve(Secrets.FILE);
    if (!Files.exists(file)) {
      return new Fine("There is no secret.key: PARLEY_JWT_SECRET, or made at the next start.");
    }
    var posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
    if (posix && Files.getPosixFilePermissions(file).stream().anyMatch(DataChecks::isOfOthers)) {
      return new Broken(
          "Others than its owner may read " + file + ", and sign in as anybody.",
          "chmod 600 it; if somebody did, remove it and start anew, which signs everybody out.");
    }
    return new Fine("Only its owner reads secret.key.");
  }

  private static boolean isOfOthers(PosixFilePermission permission) {
    return switch (permission) {
      case OWNER_READ, OWNER_WRITE, OWNER_EXECUTE -> false;
      default -> true;
    };
  }

  private Finding database() {
    var file = folder.resolve(DatabaseFile.NAME);
    if (!Files.exists(file)) {
      return new Fine("There is no database yet.");
    }
    var mend = "Keep a copy of the folder, then restore a backup into a new one.";
    try {
      var schema = DatabaseFile.schema(file);
      var newest = DatabaseFile.newestSchema();
      if (schema > newest) {
        return new Broken(
            "The data are of version %d, and this Parley knows %d.".formatted(schema, newest),
            "Start a newer Parley.");
      }
      var defects = DatabaseFile.defects(file);
      return defects.isEmpty()
          ? new Fine("The database is whole, its data of version " + schema + ".")
          : new Broken("The database is damaged: " + defects.getFirst() + ".", mend);
    } catch (UnusableDataFolder e) {
      return new Broken(String.valueOf(e.getMessage()), mend);
    }
  }
}
