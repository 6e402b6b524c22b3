package dev.parley.files;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.time.Duration;
import java.util.UUID;
import software.amazon.awssdk.core.exception.SdkException;

/// What can be learned of a bucket by putting a small file there, reading it as a browser would,
/// and removing it.
public final class S3Checkup {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final String TYPE = "text/plain";

  private S3Checkup() {}

  /// Throws [IOException] with the words of who refused: the bucket, or the network.
  public static void of(S3Files.Bucket bucket) throws IOException {
    var folder = Files.createTempDirectory("parley-doctor");
    try (var files = new S3Files(bucket, folder.resolve("incoming"))) {
      var probe = Files.writeString(folder.resolve("probe"), "parley doctor");
      var key = files.key("doctor-" + UUID.randomUUID(), "probe");
      files.put(key, probe, TYPE);
      try {
        read(files, key);
      } finally {
        files.delete(key);
      }
    } catch (SdkException | IllegalArgumentException e) {
      throw new IOException(e.getMessage(), e);
    } finally {
      Files.deleteIfExists(folder.resolve("probe"));
      Files.deleteIfExists(folder.resolve("incoming"));
      Files.deleteIfExists(folder);
    }
  }

  private static void read(S3Files files, String key) throws IOException {
    var address = files.source(key, TYPE, "inline").address();
    var request = HttpRequest.newBuilder(address).timeout(PATIENCE).build();
    try (var http = HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
      var status = http.send(request, BodyHandlers.discarding()).statusCode();
      if (status != 200) {
        throw new IOException("reading what was put there answers " + status);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}
