package dev.parley.server;

import static dev.parley.server.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;

/// What a process asks of the system, seen from outside by strace: what it takes from its sockets
/// and gives to them, and its syncs of the log.
final class SystemTrace implements AutoCloseable {
  /// In the order in which the system saw them.
  sealed interface Call {
    /// A message with this number came in.
    record Came(int number) implements Call {}

    /// A message with this number goes out for the first time, to whomever.
    record Leaves(int number) implements Call {}

    /// What was written to the log before is on the disk.
    ///
    /// @param begun the place in the list at which the sync began
    record Synced(int begun) implements Call {}
  }

  private static final String TEXT = "traced-";
  private static final Pattern NUMBER = Pattern.compile(TEXT + "(\\d+)");
  private static final Pattern TAKEN = Pattern.compile("^\\d+ +(<\\.\\.\\. )?(read|recv)");
  private static final Pattern GIVEN = Pattern.compile("^\\d+ +(write|send)");
  private static final Pattern SYNC =
      Pattern.compile("^(\\d+) +f(?:data)?sync\\(\\d+<[^>]*/parley\\.db-wal>(.*)");
  private static final Pattern RESUMED =
      Pattern.compile("^(\\d+) +<\\.\\.\\. f(?:data)?sync resumed>(.*)");

  private final Path trace;
  private final Path said;
  private final Process strace;

  private SystemTrace(Path trace, Path said, Process strace) {
    this.trace = trace;
    this.said = said;
    this.strace = strace;
  }

  /// CI must have strace; elsewhere a test without it is not shown.
  static void require() {
    var path = System.getenv("PATH").split(File.pathSeparator, -1);
    var there = Arrays.stream(path).anyMatch(dir -> Files.isExecutable(Path.of(dir, "strace")));
    if (System.getenv("CI") != null) {
      assertThat(there).as("CI has strace").isTrue();
    }
    Assumptions.assumeTrue(there, "NOT SHOWN: needs strace (apt-get install strace)");
  }

  /// Looks at a process that runs, from now on.
  static SystemTrace of(long pid, Path folder) throws IOException {
    var trace = folder.resolve("trace");
    var said = folder.resolve("strace.err");
    var calls = "trace=fsync,fdatasync,read,readv,recvfrom,recvmsg,write,writev,sendto,sendmsg";
    var strace =
        new ProcessBuilder(
                "strace",
                "-f",
                "-y",
                "-s",
                "4000",
                "-e",
                calls,
                "-o",
                trace.toString(),
                "-p",
                "" + pid)
            .redirectError(said.toFile());
    var started = strace.start();
    await().until(() -> Files.readString(said).contains("attached") || !started.isAlive());
    return new SystemTrace(trace, said, started);
  }

  /// A text by which a message is known again.
  static String text(int number) {
    return TEXT + number + ".";
  }

  /// Ends the look and answers what was seen.
  List<Call> end() throws IOException {
    strace.destroy();
    strace.onExit().join();
    var calls = new ArrayList<Call>();
    var begun = new HashMap<String, Integer>();
    var left = new ArrayList<Integer>();
    for (var line : Files.readAllLines(trace)) {
      if (!sync(line, begun, calls) && line.contains(TEXT)) {
        message(line, left, calls);
      }
    }
    assertThat(calls).as(Files.readString(said)).isNotEmpty();
    return calls;
  }

  private static boolean sync(String line, Map<String, Integer> begun, List<Call> calls) {
    var sync = SYNC.matcher(line);
    if (sync.find()) {
      begun.put(sync.group(1), calls.size());
      synced(sync.group(1), sync.group(2), begun, calls);
      return true;
    }
    var resumed = RESUMED.matcher(line);
    return resumed.find() && synced(resumed.group(1), resumed.group(2), begun, calls);
  }

  private static boolean synced(
      String thread, String rest, Map<String, Integer> begun, List<Call> calls) {
    if (rest.endsWith("= 0") && begun.containsKey(thread)) {
      calls.add(new Call.Synced(begun.remove(thread)));
    }
    return true;
  }

  private static void message(String line, List<Integer> left, List<Call> calls) {
    var came = TAKEN.matcher(line).find();
    var leaves = GIVEN.matcher(line).find();
    for (var number = NUMBER.matcher(line); number.find(); ) {
      int known = Integer.parseInt(number.group(1));
      if (came) {
        calls.add(new Call.Came(known));
      } else if (leaves && !left.contains(known)) {
        left.add(known);
        calls.add(new Call.Leaves(known));
      }
    }
  }

  @Override
  public void close() {
    strace.destroyForcibly().onExit().join();
  }
}
