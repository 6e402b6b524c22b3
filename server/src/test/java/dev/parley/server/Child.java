package dev.parley.server;

import static dev.parley.server.Patience.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// The server as a process of its own, as people start it.
final class Child implements AutoCloseable {
  private static final Pattern URL = Pattern.compile("http://127\\.0\\.0\\.1:(\\d+)");

  private final Process process;
  private final Path out;
  private final Path err;

  private Child(Process process, Path out, Path err) {
    this.process = process;
    this.out = out;
    this.err = err;
  }

  static Child start(Path logs, String... arguments) {
    return start(logs, new ProcessBuilder(), arguments);
  }

  /// With these settings in its environment.
  static Child start(Path logs, Map<String, String> settings, String... arguments) {
    return launch(logs, withSettings(settings), ownClassPath(), arguments);
  }

  private static ProcessBuilder withSettings(Map<String, String> settings) {
    var builder = new ProcessBuilder();
    builder.environment().keySet().removeIf(name -> name.startsWith("PARLEY_"));
    builder.environment().putAll(settings);
    return builder;
  }

  /// With a file as its standard input.
  static Child startWithInput(Path logs, Path input, String... arguments) {
    return start(logs, new ProcessBuilder().redirectInput(input.toFile()), arguments);
  }

  /// No file it writes may grow past so many blocks of 1,024 bytes.
  static Child startWithFilesOfAtMost(Path logs, int blocks, String... arguments) {
    var limited = List.of("bash", "-c", "ulimit -f " + blocks + "; exec \"$@\"", "limited");
    return start(logs, new ProcessBuilder(limited), arguments);
  }

  private static Child start(Path logs, ProcessBuilder builder, String... arguments) {
    builder.environment().keySet().removeIf(name -> name.startsWith("PARLEY_"));
    return launch(logs, builder, ownClassPath(), arguments);
  }

  private static String ownClassPath() {
    return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
  }

  private static Child launch(
      Path logs, ProcessBuilder builder, String classPath, String... arguments) {
    var command = new ArrayList<>(builder.command());
    command.addAll(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-Djava.io.tmpdir=" + temporary(logs)));
    command.addAll(tuning());
    command.addAll(List.of("-cp", classPath, Main.class.getName()));
    command.addAll(List.of(arguments));
    try {
      Files.createDirectories(temporary(logs));
      var out = Files.createTempFile(logs, "child", ".out");
      var err = Files.createTempFile(logs, "child", ".err");
      builder.command(command).redirectOutput(out.toFile()).redirectError(err.toFile());
      builder.environment().remove("JAVA_TOOL_OPTIONS");
      return new Child(builder.start(), out, err);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Where those with these logs put what is to go by itself.
  static Path temporary(Path logs) {
    return logs.resolve("tmp");
  }

  /// How this process itself was told to compile and collect.
  private static List<String> tuning() {
    return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(argument -> argument.startsWith("-XX:"))
        .toList();
  }

  /// Serving, on a free port.
  static Child serving(Path logs, Path data) {
    return serving(logs, data, Map.of());
  }

  /// Serving, on a free port, with these settings in its environment.
  static Child serving(Path logs, Path data, Map<String, String> settings) {
    return serving(logs, data, settings, ownClassPath());
  }

  /// The same, of another version.
  static Child serving(Path logs, Path data, Map<String, String> settings, String classPath) {
    var builder = withSettings(settings);
    var folder = data.toString();
    var child =
        launch(logs, builder, classPath, "--host", "127.0.0.1", "--port", "0", "--data", folder);
    child.awaitServing();
    return child;
  }

  /// Waits until it says where it is, or ends.
  void awaitServing() {
    await().until(() -> !process.isAlive() || URL.matcher(out()).find());
  }

  Api api() {
    var url = URL.matcher(out());
    if (!url.find()) {
      throw new AssertionError("it did not start: " + out() + err());
    }
    return new Api(Integer.parseInt(url.group(1)));
  }

  long pid() {
    return process.pid();
  }

  boolean hasEnded() {
    return !process.isAlive();
  }

  /// Waits for its end.
  int exitCode() {
    await().until(() -> !process.isAlive());
    return process.exitValue();
  }

  /// SIGTERM, as Ctrl-C or a service manager does it.
  void terminate() {
    process.destroy();
  }

  /// SIGKILL: nothing of it runs any more.
  void kill() {
    process.destroyForcibly();
    exitCode();
  }

  /// SIGSTOP: it keeps its sockets and does nothing.
  void freeze() {
    signal("STOP");
  }

  void thaw() {
    signal("CONT");
  }

  private void signal(String name) {
    try {
      new ProcessBuilder("kill", "-" + name, "" + process.pid()).start().onExit().join();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String out() {
    return read(out);
  }

  String err() {
    return read(err);
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    kill();
  }
}
