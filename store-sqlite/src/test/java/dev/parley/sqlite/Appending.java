package dev.parley.sqlite;

import static dev.parley.sqlite.Chat.await;

import dev.parley.chat.EntryLog.Appended;
import dev.parley.chat.Refused;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/// A process of its own that appends with many callers at once, each one message after the other,
/// and writes a line before and after each: `send ID` and `acked ID SEQ`, or `refused ID`. Ends by
/// being killed, by itself when the store ends it, or when `stop` appears in the folder.
final class Appending implements AutoCloseable {
  /// The one conversation written to.
  static final String GROUP = "0123456789abcdef01234567";

  /// One acknowledged message.
  record Acked(String clientMessageId, long seq) {}

  private final Path folder;
  private final Path output;
  private final Process process;

  private Appending(Path folder, Path output, Process process) {
    this.folder = folder;
    this.output = output;
    this.process = process;
  }

  static Appending start(Path folder, int callers, String... prefix) throws IOException {
    var run = UUID.randomUUID().toString();
    Files.createDirectories(folder);
    // Files beside the data folder, which is not the place for them.
    var output = folder.resolveSibling(folder.getFileName() + "-" + run + ".out");
    var command = new ArrayList<>(List.of(prefix));
    command.addAll(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--enable-native-access=ALL-UNNAMED",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
            Appending.class.getName(),
            folder.toString(),
            Integer.toString(callers),
            run));
    var builder =
        new ProcessBuilder(command)
            .redirectOutput(output.toFile())
            .redirectError(output.resolveSibling(output.getFileName() + ".err").toFile());
    builder.environment().remove("JAVA_TOOL_OPTIONS"); // Java tells of them on the error output
    return new Appending(folder, output, builder.start());
  }

  Process process() {
    return process;
  }

  /// All lines that are whole.
  List<String> lines() throws IOException {
    var text = Files.readString(output);
    return text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
  }

  String errors() throws IOException {
    return Files.readString(output.resolveSibling(output.getFileName() + ".err"));
  }

  List<Acked> acked() throws IOException {
    return lines().stream()
        .filter(line -> line.startsWith("acked "))
        .map(line -> line.split(" ", -1))
        .map(words -> new Acked(words[1], Long.parseLong(words[2])))
        .toList();
  }

  List<String> refused() throws IOException {
    return lines().stream().filter(line -> line.startsWith("refused ")).toList();
  }

  void awaitAcked(int count) {
    await()
        .pollInterval(Duration.ofMillis(20))
        .until(() -> acked().size() >= count || !process.isAlive());
  }

  void awaitRefused() {
    await()
        .pollInterval(Duration.ofMillis(20))
        .until(() -> !refused().isEmpty() || !process.isAlive());
  }

  /// Asks it to end by itself and waits for that.
  void stop() throws IOException, InterruptedException {
    Files.writeString(folder.resolveSibling(folder.getFileName() + ".stop"), "");
    process.waitFor();
    Files.delete(folder.resolveSibling(folder.getFileName() + ".stop"));
  }

  @Override
  public void close() {
    kill();
  }

  /// SIGKILL: not a line of it runs any more.
  void kill() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly().onExit().join();
  }

  public static void main(String[] args) throws InterruptedException {
    var folder = Path.of(args[0]);
    var callers = Integer.parseInt(args[1]);
    var stop = folder.resolveSibling(folder.getFileName() + ".stop");
    var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    try (var store = SqliteStore.open(folder, event -> {}, InstantSource.system())) {
      Chat.createGroup(store, GROUP);
      var threads = new ArrayList<Thread>();
      for (var i = 0; i < callers; i++) {
        var caller = args[2] + "-" + i;
        threads.add(
            Thread.startVirtualThread(() -> {
              for (var n = 0; !Files.exists(stop); n++) {
                append(store, caller + "-" + n, out);
              }
            }));
      }
      for (var thread : threads) {
        thread.join();
      }
    }
  }

  private static void append(SqliteStore store, String id, PrintStream out) {
    out.println("send " + id);
    try {
      if (Chat.append(store, GROUP, id) instanceof Appended.Stored(var entry)) {
        out.println("acked " + id + " " + entry.seq());
      }
    } catch (Refused e) {
      out.println("refused " + id + " " + e.refusal());
    }
  }
}
