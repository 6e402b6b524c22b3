package dev.parley.server;

import static dev.parley.server.Patience.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/// An S3 server as a process of its own, on a free port, with one bucket.
final class S3Server implements AutoCloseable {
  static final String BUCKET = "parley";
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final Pattern STARTED = Pattern.compile("started on ports .* (\\d+) \\(http\\)");

  private final Process process;
  private final Path log;

  private S3Server(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  static S3Server start(Path folder) {
    try {
      var log = Files.createTempFile(folder, "s3", ".log");
      var builder =
          new ProcessBuilder(
                  List.of(
                      Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                      "-Xmx256m",
                      "-XX:TieredStopAtLevel=1",
                      "-Dserver.port=0",
                      "-Dhttp.port=0",
                      "-Dserver.address=127.0.0.1",
                      "-Dcom.adobe.testing.s3mock.store.initialBuckets=" + BUCKET,
                      "-Dcom.adobe.testing.s3mock.store.root=" + folder.resolve("bucket"),
                      "-jar",
                      Path.of("target", "s3mock.jar").toAbsolutePath().toString()))
              .redirectErrorStream(true)
              .redirectOutput(log.toFile());
      builder.environment().remove("JAVA_TOOL_OPTIONS");
      Files.createDirectories(folder.resolve("bucket"));
      var server = new S3Server(builder.start(), log);
      await()
          .atMost(PATIENCE)
          .until(() -> !server.process.isAlive() || server.text().contains("Started S3Mock"));
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String endpoint() {
    var port = STARTED.matcher(text());
    if (!port.find()) {
      throw new AssertionError("it did not start: " + text());
    }
    return "http://127.0.0.1:" + port.group(1);
  }

  private String text() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
    await().atMost(PATIENCE).until(() -> !process.isAlive());
  }
}
