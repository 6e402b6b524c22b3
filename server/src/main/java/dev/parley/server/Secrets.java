package dev.parley.server;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// The one secret, and the keys made of it. Set, or kept in the data folder's `secret.key`, which
/// only its owner may read. Changing it signs everybody out.
final class Secrets {
  static final String FILE = "secret.key";
  private static final int LEAST_LENGTH = 32;

  private final byte[] secret;

  private Secrets(byte[] secret) {
    this.secret = secret;
  }

  /// @param set null to use the file, which is made if need be
  static Secrets of(@Nullable String set, Path dataFolder) {
    if (set == null || set.isBlank()) {
      return new Secrets(fromFile(dataFolder.resolve(FILE)));
    }
    var bytes = set.getBytes(StandardCharsets.UTF_8);
    if (bytes.length < LEAST_LENGTH) {
      throw new StartFailure("PARLEY_JWT_SECRET must have at least 32 characters.");
    }
    return new Secrets(bytes);
  }

  /// Signs access tokens.
  byte[] accessKey() {
    return key("access tokens");
  }

  /// Makes successors of refresh tokens.
  byte[] refreshKey() {
    return key("refresh tokens");
  }

  /// Signs addresses that take uploads.
  byte[] uploadKey() {
    return key("upload tickets");
  }

  /// Signs attempts to sign in by a provider.
  byte[] attemptKey() {
    return key("sign-in attempts");
  }

  /// What nodes know each other by when they relay, in printable characters.
  String relaySecret() {
    return HexFormat.of().formatHex(key("relay between nodes"));
  }

  private byte[] key(String purpose) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret, "HmacSHA256"));
      return mac.doFinal(purpose.getBytes(StandardCharsets.US_ASCII));
    } catch (GeneralSecurityException e) {
      throw new AssertionError("every JDK has HmacSHA256", e);
    }
  }

  private static byte[] fromFile(Path file) {
    try {
      if (!Files.exists(file)) {
        create(file);
      }
      var bytes = HexFormat.of().parseHex(Files.readString(file).strip());
      if (bytes.length >= LEAST_LENGTH) {
        return bytes;
      }
    } catch (IOException e) {
      throw new StartFailure("Can't read or make " + file + ": " + e.getMessage());
    } catch (IllegalArgumentException e) {
      // not hexadecimal: said below
    }
    throw new StartFailure(
        file + " is damaged. Restore it from a backup, or remove it, which signs everybody out.");
  }

  /// Written under another name first, so that a crash leaves no half of it.
  private static void create(Path file) throws IOException {
    var random = new byte[LEAST_LENGTH];
    new SecureRandom().nextBytes(random);
    var draft = file.resolveSibling(FILE + ".new");
    Files.deleteIfExists(draft);
    try (var channel =
        Files.newByteChannel(
            draft, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), owner(file))) {
      var text = HexFormat.of().formatHex(random) + "\n";
      channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)));
    }
    Files.move(draft, file);
  }

  private static FileAttribute<?>[] owner(Path file) {
    return file.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }
}
