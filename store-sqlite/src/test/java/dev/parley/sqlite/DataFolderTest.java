package dev.parley.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {
  @TempDir Path temporary;

  private static SqliteStore open(Path folder) {
    return SqliteStore.open(folder, event -> {}, InstantSource.system());
  }

  @Test
  void aFolderIsHeldByOneStoreAtATime() {
    var folder = temporary.resolve("data");
    try (var store = open(folder)) {
      assertThat(store).isNotNull();
      assertRefused(folder, "in use by another Parley");
    }
    open(folder).close();
  }

  @Test
  void aFolderIsHeldByOneProcessAtATime() throws Exception {
    var folder = temporary.resolve("data");
    try (var other = Appending.start(folder, 1)) {
      other.awaitAcked(1);
      assertRefused(folder, "in use by another Parley");
      // Having asked took nothing away from the one who holds it.
      assertRefused(folder, "in use by another Parley");
      other.awaitAcked(other.acked().size() + 1);
    }
    open(folder).close();
  }

  @Test
  void aFolderThatCannotBeMadeIsNamed() throws IOException {
    var file = Files.writeString(temporary.resolve("file"), "");

    assertRefused(file.resolve("data"), "cannot be written");
    assertRefused(file, "cannot be written");
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void aFolderWithoutPermissionToWriteIsNamed() throws IOException {
    // What root may not write to either.
    var folder = Files.isDirectory(Path.of("/proc/self")) ? Path.of("/proc/self") : temporary;
    Files.setPosixFilePermissions(temporary, PosixFilePermissions.fromString("r-xr-xr-x"));

    assertRefused(folder, "cannot be written");
  }

  @Test
  void aNewFolderIsItsOwnersAlone() throws IOException {
    var folder = temporary.resolve("some/data");
    open(folder).close();

    if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
          .isEqualTo("rwx------");
    }
  }

  @Test
  void whatIsNoDatabaseIsLeftAsItIs() throws IOException {
    var file = temporary.resolve("parley.db");
    var content = "this is no database, but long enough to be looked at as one".repeat(100);
    Files.writeString(file, content);

    assertRefused(temporary, "cannot be opened");

    assertThat(Files.readString(file, StandardCharsets.UTF_8)).isEqualTo(content);
  }

  private static void assertRefused(Path folder, String why) {
    assertThatThrownBy(() -> open(folder))
        .isInstanceOf(UnusableDataFolder.class)
        .hasMessageContaining(why)
        .hasMessageContaining(folder.getFileName().toString())
        .hasMessageNotContaining("\n");
  }
}
