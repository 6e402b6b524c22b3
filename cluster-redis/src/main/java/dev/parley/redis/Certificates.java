package dev.parley.redis;

import io.lettuce.core.SslOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What TLS to Redis needs beside what the JVM trusts. Files in PEM, read anew at each connection.
///
/// @param authorities who may have signed Redis' certificate; null for those the JVM trusts
/// @param own what this node shows of itself, if Redis asks for it
/// @param key of that, not encrypted (PKCS 8)
public record Certificates(@Nullable Path authorities, @Nullable Path own, @Nullable Path key) {
  public static final Certificates NONE = new Certificates(null, null, null);

  /// Refuses what can't be read, and half a pair, with [IllegalArgumentException].
  public Certificates {
    if ((own == null) != (key == null)) {
      throw new IllegalArgumentException("A certificate and its key come together");
    }
    Stream.of(authorities, own, key)
        .filter(Objects::nonNull)
        .filter(file -> !Files.isReadable(file))
        .findFirst()
        .ifPresent(file -> {
          throw new IllegalArgumentException("Can't be read: " + file);
        });
  }

  SslOptions options() {
    var options = SslOptions.builder().jdkSslProvider();
    if (authorities != null) {
      options.trustManager(authorities.toFile());
    }
    if (own != null && key != null) {
      options.keyManager(own.toFile(), key.toFile(), new char[0]);
    }
    return options.build();
  }
}
