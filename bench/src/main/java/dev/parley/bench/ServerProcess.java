package dev.parley.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// A server in a process of its own, with what the kernel and the JVM say about it. Linux only: the
/// figures come from `/proc`.
final class ServerProcess implements AutoCloseable {
  private static final long TICK_MICROS = 10_000; // USER_HZ is 100 on every Linux of today

  /// How long memory must not have shrunk to count as settled.
  private static final int STEADY_SECONDS = 5;

  /// What is started, and where.
  private record Launch(List<String> command, Path data, Map<String, String> settings, int port) {}

  private final Launch launch;
  private final Process process;
  private final Duration startTime;

  private ServerProcess(Launch launch, Process process, Duration startTime) {
    this.launch = launch;
    this.process = process;
    this.startTime = startTime;
  }

  /// Starts `command` with `--port` and `--data` added and waits until its page answers 200.
  static ServerProcess start(List<String> command, Path data)
      throws IOException, InterruptedException {
    return start(command, data, Map.of());
  }

  /// With these settings in its environment.
  static ServerProcess start(List<String> command, Path data, Map<String, String> settings)
      throws IOException, InterruptedException {
    return start(new Launch(command, data, settings, freePort()));
  }

  private static ServerProcess start(Launch launch) throws IOException, InterruptedException {
    var all = new ArrayList<>(launch.command());
    all.addAll(
        List.of("--port", Integer.toString(launch.port()), "--data", launch.data().toString()));
    var log = launch.data().resolve("server.log");
    var builder = new ProcessBuilder(all);
    builder.environment().put("PARLEY_HOST", "127.0.0.1");
    builder.environment().put("PARLEY_LIMITS_ENABLED", "false");
    builder.environment().putAll(launch.settings());
    builder.redirectErrorStream(true).redirectOutput(log.toFile());
    var begun = System.nanoTime();
    var process = builder.start();
    while (!answers(launch.port())) {
      if (!process.isAlive()) {
        throw new IOException("the server ended: " + Files.readString(log));
      }
      TimeUnit.MILLISECONDS.sleep(5);
    }
    return new ServerProcess(launch, process, Duration.ofNanos(System.nanoTime() - begun));
  }

  /// Ends it as `kill -9` does.
  void kill() {
    process.destroyForcibly().onExit().join();
  }

  /// Another one in its place, once it has ended.
  ServerProcess again() throws IOException, InterruptedException {
    return start(launch);
  }

  static int freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private static boolean answers(int port) {
    try {
      var url = URI.create("http://127.0.0.1:" + port + "/actuator/health").toURL();
      var connection = (HttpURLConnection) url.openConnection();
      connection.setConnectTimeout(500);
      connection.setReadTimeout(5_000);
      return connection.getResponseCode() == 200;
    } catch (IOException notYet) {
      return false;
    }
  }

  int port() {
    return launch.port();
  }

  /// From the start of the process to the first 200.
  Duration startTime() {
    return startTime;
  }

  /// User and system time so far, µs.
  long cpuMicros() {
    var stat = read("stat");
    var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) * TICK_MICROS;
  }

  /// Resident memory, bytes.
  long rss() {
    return read("status")
        .lines()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
        .findFirst()
        .orElseThrow();
  }

  /// Resident memory, bytes, once it no longer shrinks: a full collection gives pages back over
  /// seconds.
  long settledRss() throws IOException, InterruptedException {
    liveHeap();
    var smallest = rss();
    for (int steady = 0; steady < STEADY_SECONDS; steady++) {
      Thread.sleep(1_000);
      var now = rss();
      if (now < smallest - smallest / 200) {
        smallest = now;
        steady = -1;
      }
    }
    return smallest;
  }

  /// Bytes of live objects, after a full collection.
  long liveHeap() throws IOException, InterruptedException {
    var jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    var histogram =
        new ProcessBuilder(jcmd, Long.toString(process.pid()), "GC.class_histogram")
            .redirectErrorStream(true)
            .start();
    var total = "";
    try (var lines = histogram.inputReader()) {
      for (var line = lines.readLine(); line != null; line = lines.readLine()) {
        total = line.startsWith("Total") ? line : total;
      }
    }
    histogram.waitFor();
    return Long.parseLong(total.trim().split("\\s+", -1)[2]);
  }

  private String read(String file) {
    try {
      return Files.readString(Path.of("/proc", Long.toString(process.pid()), file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().orTimeout(20, TimeUnit.SECONDS).join();
  }
}
