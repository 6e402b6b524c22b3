package dev.parley.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the process asks of the system, seen from outside by strace: syncs between a send and its
/// ack; and what becomes of syncs and writes that fail.
@Tag("long")
class SystemCallsTest {
  private static final Pattern SYNCED =
      Pattern.compile("(fsync|fdatasync)(\\(\\d+<[^>]*>\\)| resumed>\\)) += 0");
  private static final Pattern SAID =
      Pattern.compile("write\\(1<[^>]*>, \"(send|acked) ([^ \\\\]*)");

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

  /// One thing the process did.
  private record Call(String name, String of) {}

  private List<Call> calls(Path trace) throws IOException {
    var calls = new ArrayList<Call>();
    for (var line : Files.readAllLines(trace)) {
      var said = SAID.matcher(line);
      if (said.find()) {
        calls.add(new Call(said.group(1), said.group(2)));
      } else if (SYNCED.matcher(line).find()) {
        calls.add(new Call("synced", ""));
      }
    }
    return calls;
  }

  private List<Call> traced(int callers, int acks) throws Exception {
    var trace = temporary.resolve("trace");
    try (var process =
        Appending.start(
            folder,
            callers,
            "strace",
            "-f",
            "-y",
            "-s",
            "100",
            "-o",
            trace.toString(),
            "-e",
            "trace=fsync,fdatasync,write")) {
      process.awaitAcked(acks);
      process.stop();
      assertThat(process.errors()).isEmpty();
      assertThat(process.acked()).hasSizeGreaterThanOrEqualTo(acks);
    }
    return calls(trace);
  }

  @Test
  void aSyncLiesBetweenEverySendAndItsAck() throws Exception {
    var calls = traced(1, 200);

    var sent = "";
    var syncs = 0;
    var acks = 0;
    for (var call : calls) {
      switch (call.name()) {
        case "send" -> {
          sent = call.of();
          syncs = 0;
        }
        case "synced" -> syncs++;
        case "acked" -> {
          assertThat(call.of()).isEqualTo(sent);
          assertThat(syncs).as("syncs before the ack of " + sent).isPositive();
          acks++;
        }
        default -> throw new AssertionError(call);
      }
    }
    assertThat(acks).isGreaterThanOrEqualTo(200);
    System.out.println("one after the other: " + acks + " acks, each after a sync of its own");
  }

  @Test
  void manyAtOnceShareASyncAndNoneIsAckedWithoutOne() throws Exception {
    var calls = traced(64, 5_000);

    var syncs = calls.stream().filter(call -> call.name().equals("synced")).count();
    var acks = calls.stream().filter(call -> call.name().equals("acked")).count();
    var unsynced = new ArrayList<String>();
    for (var call : calls) {
      switch (call.name()) {
        case "send" -> unsynced.add(call.of());
        case "synced" -> unsynced.clear();
        default -> assertThat(unsynced).doesNotContain(call.of());
      }
    }
    assertThat(acks).isGreaterThanOrEqualTo(5_000);
    assertThat(syncs).isPositive().isLessThan(acks / 4);
    System.out.println("64 at once: " + acks + " acks with " + syncs + " syncs");
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
      process.awaitAcked(2_000);
      process.stop();

      assertThat(process.process().exitValue()).isZero();
      assertThat(process.lines()).filteredOn(line -> line.startsWith("refused ")).isNotEmpty();
      assertThat(process.acked()).hasSizeGreaterThanOrEqualTo(2_000);
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
      for (var line : process.lines()) {
        if (line.startsWith("refused ")) {
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
}
