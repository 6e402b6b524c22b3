package dev.parley.server;

import static dev.parley.server.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.parley.store.RedisProcess;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A real HAProxy that hands one request after another to the servers that say they are ready, in
/// turn, whoever sent it. A server is out when it says so or can't be reached, not when it is slow:
/// left alone, HAProxy takes an answer that is later than the next question for none.
final class HaProxy implements AutoCloseable {
  private static final Path PROGRAM = Path.of("/usr/sbin/haproxy");
  private static final int SERVED = 7; // "stot" in HAProxy's table of figures

  private final int port = RedisProcess.freePort();
  private final int figures = RedisProcess.freePort();
  private final Process process;

  private HaProxy(Path folder, List<Integer> servers) throws IOException {
    var config =
        new StringBuilder(
            """
            defaults
              mode http
              timeout connect 10s
              timeout check 10s
              timeout client 1m
              timeout server 1m
              timeout tunnel 1h
              retries 3
              option redispatch
            listen parley
              bind 127.0.0.1:%d
              balance roundrobin
              option httpchk GET /actuator/health/readiness
            """
                .formatted(port));
    for (var server : servers) {
      config.append(
          "  server node%d 127.0.0.1:%d check inter 300ms fall 1 rise 1%n"
              .formatted(server, server));
    }
    config.append(
        """
        listen figures
          bind 127.0.0.1:%d
          stats enable
          stats uri /
        """
            .formatted(figures));
    var file = Files.writeString(folder.resolve("haproxy.cfg"), config);
    process =
        new ProcessBuilder(PROGRAM.toString(), "-db", "-f", file.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("haproxy.log").toFile())
            .start();
  }

  /// Where none is installed the test is left out, but never under CI.
  static HaProxy before(Path folder, List<Integer> servers) throws IOException {
    if (System.getenv("CI") != null) {
      assertThat(PROGRAM).exists();
    }
    assumeTrue(Files.exists(PROGRAM), "haproxy is not installed");
    var started = new HaProxy(folder, servers);
    await().until(started::answers);
    return started;
  }

  private boolean answers() {
    try (var _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  int port() {
    return port;
  }

  /// How many requests each server was handed, by its port.
  Map<Integer, Long> served() {
    var served = new HashMap<Integer, Long>();
    try (var table = URI.create("http://127.0.0.1:" + figures + "/;csv").toURL().openStream();
        var lines = new InputStreamReader(table, StandardCharsets.UTF_8)) {
      lines.readAllLines().stream()
          .map(line -> line.split(",", -1))
          .filter(cells -> cells.length > SERVED && cells[1].startsWith("node"))
          .forEach(cells ->
              served.put(
                  Integer.valueOf(cells[1].substring("node".length())),
                  Long.valueOf(cells[SERVED])));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return served;
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }
}
