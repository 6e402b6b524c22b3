package dev.parley.files;

import dev.parley.chat.FileStore;
import dev.parley.chat.Refusal;
import dev.parley.chat.Refused;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.model.DeleteObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/// Contents in a bucket of S3, or of what speaks like it: `uploads/<name>-<SHA-256>`, and under
/// `incoming/<id>` what clients put there by themselves, until it is taken in.
public final class S3Files implements FileStore, AutoCloseable {
  private static final String KEPT = "uploads/";
  private static final String INCOMING = "incoming/";

  /// How long an address that was given out for reading is good.
  private static final Duration READABLE = Duration.ofMinutes(10);

  /// Where the bucket is.
  ///
  /// @param endpoint null for Amazon's own
  /// @param accessKey null for what the environment gives, as `secretKey`
  /// @param pathStyle the bucket is in the path and not in the host's name
  public record Bucket(
      @Nullable URI endpoint,
      String region,
      String name,
      @Nullable String accessKey,
      @Nullable String secretKey,
      boolean pathStyle) {

    private AwsCredentialsProvider credentials() {
      return accessKey == null || secretKey == null
          ? DefaultCredentialsProvider.builder().build()
          : StaticCredentialsProvider.create(AwsBasicCredentials.create(accessKey, secretKey));
    }
  }

  private final S3Client client;
  private final S3Presigner presigner;
  private final String bucket;
  private final Path incoming;

  /// @param incoming a folder for files on their way in
  public S3Files(Bucket bucket, Path incoming) {
    this.bucket = bucket.name();
    this.incoming = IncomingFolder.open(incoming);
    var region = Region.of(bucket.region());
    // Checksums in trailers are unknown to many that speak S3.
    this.client =
        S3Client.builder()
            .httpClient(UrlConnectionHttpClient.create())
            .region(region)
            .endpointOverride(bucket.endpoint())
            .credentialsProvider(bucket.credentials())
            .forcePathStyle(bucket.pathStyle())
            .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
            .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
            .build();
    this.presigner =
        S3Presigner.builder()
            .region(region)
            .endpointOverride(bucket.endpoint())
            .credentialsProvider(bucket.credentials())
            .serviceConfiguration(
                S3Configuration.builder().pathStyleAccessEnabled(bucket.pathStyle()).build())
            .build();
  }

  /// The origin that browsers read contents from, and put them to.
  public String origin() {
    try {
      var address = readable(KEPT, "text/plain", "inline");
      return new URI(address.getScheme(), address.getAuthority(), null, null, null).toString();
    } catch (URISyntaxException e) {
      throw new AssertionError("made of an address", e);
    }
  }

  @Override
  public Path incoming() {
    return incoming;
  }

  /// With the hash, so that two files that came to one direct address are apart.
  @Override
  public String key(String name, String sha256) {
    return KEPT + name + "-" + sha256;
  }

  @Override
  public void keep(String key, Path file, String contentType) {
    ask(() -> put(key, file, contentType));
  }

  /// Throws what the bucket says.
  PutObjectResponse put(String key, Path file, String contentType) {
    return client.putObject(put -> put.bucket(bucket).key(key).contentType(contentType), file);
  }

  @Override
  public Source.Remote source(String key, String contentType, String disposition) {
    return new Source.Remote(readable(key, contentType, disposition), READABLE);
  }

  private URI readable(String key, String contentType, String disposition) {
    var signed =
        presigner.presignGetObject(presign ->
            presign
                .signatureDuration(READABLE)
                .getObjectRequest(get ->
                    get.bucket(bucket)
                        .key(key)
                        .responseContentType(contentType)
                        .responseContentDisposition(disposition)
                        .responseCacheControl("private, max-age=31536000, immutable")));
    return URI.create(signed.url().toString());
  }

  @Override
  public void remove(String key) {
    ask(() -> delete(key));
  }

  /// Throws what the bucket says.
  DeleteObjectResponse delete(String key) {
    return client.deleteObject(delete -> delete.bucket(bucket).key(key));
  }

  @Override
  public void eachKey(Instant before, Consumer<String> key) {
    ask(() -> {
      client.listObjectsV2Paginator(list -> list.bucket(bucket).prefix(KEPT)).contents().stream()
          .filter(object -> object.lastModified().isBefore(before))
          .forEach(object -> key.accept(object.key()));
      return true;
    });
  }

  @Override
  public URI directAddress(String id, Duration good) {
    var signed =
        presigner.presignPutObject(presign ->
            presign
                .signatureDuration(good)
                .putObjectRequest(put -> put.bucket(bucket).key(INCOMING + id)));
    return URI.create(signed.url().toString());
  }

  @Override
  public @Nullable InputStream arrived(String id) {
    return ask(() -> {
      try {
        return client.getObject(get -> get.bucket(bucket).key(INCOMING + id));
      } catch (NoSuchKeyException e) {
        return null;
      }
    });
  }

  @Override
  public void removeArrived(String id) {
    remove(INCOMING + id);
  }

  private static <T extends @Nullable Object> T ask(Supplier<T> request) {
    try {
      return request.get();
    } catch (SdkException e) {
      System.getLogger(S3Files.class.getName())
          .log(System.Logger.Level.WARNING, "The bucket did not answer as it should", e);
      throw new Refused(Refusal.UNAVAILABLE, "Files can't be reached now");
    }
  }

  @Override
  public void close() {
    presigner.close();
    client.close();
  }
}
