package dev.parley.server;

import dev.parley.files.S3Files;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/// The settings under `parley.files.s3`, described in `application.yml`. Without a bucket, files
/// are kept in the data folder.
@ConfigurationProperties("parley.files.s3")
record S3Settings(
    String endpoint,
    String region,
    String bucket,
    String accessKey,
    String secretKey,
    boolean pathStyle) {

  boolean isSet() {
    return !bucket.isEmpty();
  }

  S3Files.Bucket place() {
    return new S3Files.Bucket(
        endpoint.isEmpty() ? null : URI.create(endpoint),
        region,
        bucket,
        orNull(accessKey),
        orNull(secretKey),
        pathStyle);
  }

  private static @Nullable String orNull(String text) {
    return text.isEmpty() ? null : text;
  }
}
