package dev.parley.chat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.Arrays;

/// A file on its way in: in a file of its own that nobody names yet, which goes when this closes.
/// For one thread.
public final class Receiving implements AutoCloseable {
  private final Path file;
  private final long limit;
  private final MessageDigest digest = Digests.sha256();
  private final OutputStream out;
  private final byte[] head = new byte[FileTypes.HEAD];
  private long size;

  Receiving(Path folder, long limit) throws IOException {
    this.file = Files.createTempFile(folder, "upload", ".part");
    this.limit = limit;
    this.out = new DigestOutputStream(Files.newOutputStream(file), digest);
  }

  /// Takes the next bytes. Throws [Refused] PAYLOAD_TOO_LARGE as soon as they are too many.
  public void write(byte[] bytes) {
    write(bytes, bytes.length);
  }

  private void write(byte[] bytes, int length) {
    if (size + length > limit) {
      throw tooLarge(limit);
    }
    try {
      if (size < head.length) {
        System.arraycopy(bytes, 0, head, (int) size, (int) Math.min(length, head.length - size));
      }
      out.write(bytes, 0, length);
      size += length;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Takes all bytes of a stream.
  void writeAll(InputStream in) throws IOException {
    var buffer = new byte[1 << 16];
    for (var read = in.read(buffer); read >= 0; read = in.read(buffer)) {
      write(buffer, read);
    }
  }

  void finish() throws IOException {
    out.close();
  }

  static Refused tooLarge(long limit) {
    return new Refused(
        Refusal.PAYLOAD_TOO_LARGE, "A file may have at most " + limit + " bytes here");
  }

  Path file() {
    return file;
  }

  /// A file beside it, of the same name with something behind it.
  Path besides(String ending) {
    return file.resolveSibling(file.getFileName() + ending);
  }

  long size() {
    return size;
  }

  /// In hexadecimal digits, once finished.
  String sha256() {
    return Digests.hex(digest);
  }

  String contentType() {
    return FileTypes.of(Arrays.copyOf(head, (int) Math.min(size, head.length)));
  }

  @Override
  public void close() {
    try {
      out.close();
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
