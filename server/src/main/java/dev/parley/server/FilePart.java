package dev.parley.server;

import dev.parley.chat.Receiving;
import dev.parley.chat.Refusal;
import dev.parley.chat.Refused;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.springframework.core.codec.DecodingException;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.codec.multipart.FilePartEvent;
import org.springframework.http.codec.multipart.PartEvent;
import reactor.core.publisher.Flux;

/// The one part `file` of a multipart form, read piece by piece on the caller's thread.
final class FilePart {
  /// What a form may have around its file: names, boundaries, small fields.
  static final int SURROUNDINGS = 1 << 16;

  /// Pieces that may wait while one is written.
  private static final int AHEAD = 8;

  private final Flux<PartEvent> parts;

  FilePart(Flux<PartEvent> parts) {
    this.parts = parts;
  }

  private record Piece(@Nullable String fileName, ByteBuffer bytes) {}

  /// Hands the file's bytes on; answers what the client calls it.
  String read(Receiving receiving) {
    String fileName = null;
    // Copied where they come from, so that no buffer is left over wherever reading ends.
    try (var pieces = parts.map(FilePart::piece).toStream(AHEAD)) {
      for (var piece : (Iterable<Piece>) pieces::iterator) {
        if (piece.fileName() != null) {
          fileName = piece.fileName();
          receiving.write(piece.bytes().array());
        }
      }
    } catch (DecodingException | DataBufferLimitException e) {
      throw new Refused(Refusal.INVALID_PAYLOAD, "The body is not a well-formed multipart form");
    }
    if (fileName == null) {
      throw Refused.invalid("file", "must be a file");
    }
    return fileName;
  }

  private static Piece piece(PartEvent event) {
    var wanted = event instanceof FilePartEvent file && file.name().equals("file") ? file : null;
    return new Piece(
        wanted == null ? null : wanted.filename(), ByteBuffer.wrap(bytes(event.content())));
  }

  static byte[] bytes(DataBuffer buffer) {
    try {
      var bytes = new byte[buffer.readableByteCount()];
      buffer.read(bytes);
      return bytes;
    } finally {
      DataBufferUtils.release(buffer);
    }
  }
}
