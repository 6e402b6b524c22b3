package dev.parley.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What becomes of syncs and writes that fail, as strace makes them. That none is left out is shown
/// of the whole server, in `SyncedAcksTest`.
@Tag("long")
class SystemCallsTest {
  @TempDir Path temporary;
  private Path folder;

  @BeforeEach
  void needsStrace() {
    folder = temporary.resolve("data");
    var there =
        Arrays.stream(System.getenv("PATH").split(File.pathSeparator, -1))
            .anyMatch(dir -> Files.isExecutable(Path.of(dir, "strace")));
    if (System.getenv("CI") != null) {
      assertThat(there).as("CI has strace").isTrue();
    }
    Assumptions.assumeTrue(there, "NOT SHOWN: needs strace (apt-get install strace)");
  }

  @Test
  void aSyncThatFailsEndsTheProcessWithOneLineAndNothingAckedIsLost() throws Exception {
    try (var process =
        Appending.start(
            folder,
            64,
            "strace",
            "-f",
            "-o",
            temporary.resolve("trace").toString(),
            "-e",
            "trace=fsync,fdatasync",
            "-e",
            "inject=fsync,fdatasync:error=EIO:when=50+")) {

      assertThat(process.process().waitFor()).isEqualTo(70);

      assertThat(process.errors().lines())
          .filteredOn(line -> line.contains("can write to its files no more"))
          .hasSize(1);
      assertAckedAreThere(process);
    }
  }

  @Test
  void aDiskFullInTheMiddleOfACommitRefusesAndGoesOn() throws Exception {
    Files.createDirectories(folder);
    // The log alone: it is what a commit writes to.
    SqliteStore.open(folder, event -> {}, InstantSource.system()).close();
    try (var process =
        Appending.start(
            folder,
            16,
            "strace",
            "-f",
            "-o",
            temporary.resolve("trace").toString(),
            "-P",
            folder.resolve("parley.db-wal").toString(),
            "-e",
            "trace=pwrite64",
            "-e",
            "inject=pwrite64:error=ENOSPC:when=500..600")) {
      process.awaitRefused();
      var before = process.acked().size();
      process.awaitAcked(before + 1_000);
      process.stop();

      assertThat(process.process().exitValue()).isZero();
      assertThat(process.refused()).isNotEmpty();
      assertThat(process.acked()).hasSizeGreaterThanOrEqualTo(before + 1_000);
      assertAckedAreThere(process);
      assertRefusedAreNot(process);
    }
  }

  private void assertAckedAreThere(Appending process) throws IOException {
    try (var store = SqliteStore.open(folder, event -> {}, InstantSource.system())) {
      for (var ack : process.acked()) {
        var entry =
            store
                .entryLog()
                .byClientMessageId(Appending.GROUP, Appending.GROUP, ack.clientMessageId());
        assertThat(entry).isNotNull();
        assertThat(entry.seq()).isEqualTo(ack.seq());
      }
    }
  }

  private void assertRefusedAreNot(Appending process) throws IOException {
    try (var store = SqliteStore.open(folder, event -> {}, InstantSource.system())) {
      for (var line : process.refused()) {
        assertThat(line).endsWith(" UNAVAILABLE");
        assertThat(
                store
                    .entryLog()
                    .byClientMessageId(Appending.GROUP, Appending.GROUP, line.split(" ", -1)[1]))
            .isNull();
      }
    }
  }
}
