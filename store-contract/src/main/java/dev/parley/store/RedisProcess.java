package dev.parley.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;

/// A real Redis server on a free port, without any data of its own, for tests of adapters and of
/// whole nodes.
public final class RedisProcess implements AutoCloseable {
  private final int port;
  private final List<String> first;
  private final String portOption;
  private final List<String> options;
  private final Path folder;
  private Process process;

  private RedisProcess(int port, List<String> first, String portOption, List<String> options) {
    this.port = port;
    this.first = first;
    this.portOption = portOption;
    this.options = options;
    this.folder = newFolder();
    this.process = launch();
  }

  /// Starts one; where none is installed the test is left out, but never under CI.
  public static RedisProcess start(String... options) {
    requireProgram();
    return new RedisProcess(
        freePort(),
        List.of(),
        "--port",
        concat(List.of("--save", "", "--appendonly", "no"), options));
  }

  /// Starts one that speaks nothing but TLS.
  public static RedisProcess startTls(String... options) {
    requireProgram();
    var common = List.of("--save", "", "--appendonly", "no", "--port", "0");
    return new RedisProcess(freePort(), List.of(), "--tls-port", concat(common, options));
  }

  /// Starts one with a file of its own.
  public static RedisProcess startWith(List<String> first) {
    requireProgram();
    return new RedisProcess(freePort(), first, "--port", List.of());
  }

  private static List<String> concat(List<String> some, String... more) {
    return Stream.concat(some.stream(), Stream.of(more)).toList();
  }

  private static void requireProgram() {
    var program = Path.of("/usr/bin/redis-server");
    if (System.getenv("CI") != null) {
      assertThat(program).exists();
    }
    assumeTrue(Files.exists(program), "redis-server is not installed");
  }

  /// One that stays free until it is listened on, and between two who listen there: below those
  /// that the kernel gives to outgoing connections, as is what a Redis Cluster's servers listen on
  /// beside it, 10,000 above.
  public static int freePort() {
    while (true) {
      var port = ThreadLocalRandom.current().nextInt(10_000, 22_000);
      try (var probe = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        return probe.getLocalPort();
      } catch (IOException taken) {
        // another one
      }
    }
  }

  private static Path newFolder() {
    try {
      return Files.createTempDirectory("redis");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Process launch() {
    var command = new ArrayList<String>();
    command.add("/usr/bin/redis-server");
    command.addAll(first);
    command.addAll(List.of(portOption, "" + port, "--bind", "127.0.0.1"));
    command.addAll(options);
    try {
      var started =
          new ProcessBuilder(command)
              .directory(Files.createDirectories(folder).toFile())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      await().atMost(Duration.ofMinutes(2)).until(this::answers);
      return started;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean answers() {
    try (var _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  public int port() {
    return port;
  }

  public String uri() {
    return "redis://127.0.0.1:" + port;
  }

  /// What it answers to a command.
  public String ask(String... command) {
    var words = concat(List.of("redis-cli", "-p", "" + port), command);
    try {
      var asked = new ProcessBuilder(words).redirectErrorStream(true).start();
      return new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// What it says of its master or its replicas.
  String replication() {
    return ask("info", "replication");
  }

  /// As `kill -9`, and its disk is lost.
  public void kill() {
    process.destroyForcibly().onExit().join();
    try (var files = Files.walk(folder)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (NoSuchFileException killedBefore) {
      // nothing is left
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// On the same port, empty.
  public void startAgain() {
    process = launch();
  }

  public void freeze() {
    signal("STOP");
  }

  public void thaw() {
    signal("CONT");
  }

  private void signal(String name) {
    try {
      new ProcessBuilder("kill", "-" + name, "" + process.pid()).start().onExit().join();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    thaw();
    kill();
  }
}
