package dev.parley.chat;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

/// What the first bytes of a file say that it is. What a client says is believed in nothing.
final class FileTypes {
  /// As many bytes as [#of] looks at.
  static final int HEAD = 4096;

  static final String UNKNOWN = "application/octet-stream";

  /// What [Pictures] knows. A file that begins like one and can't be looked at is just a file.
  private static final Set<String> PICTURES =
      Set.of("image/png", "image/jpeg", "image/gif", "image/webp", "image/bmp");

  /// What browsers may show by themselves: none of these runs anything.
  private static final Set<String> INLINE =
      Set.of(
          "image/png",
          "image/jpeg",
          "image/gif",
          "image/webp",
          "image/avif",
          "image/bmp",
          "audio/mpeg",
          "audio/ogg",
          "audio/wav",
          "audio/flac",
          "audio/mp4",
          "video/mp4",
          "video/webm",
          "video/quicktime");

  /// Bytes at a place, written as Latin-1.
  private record Magic(int at, String bytes, String type) {
    boolean matches(String head) {
      return head.startsWith(bytes, at);
    }
  }

  private static final List<Magic> MAGIC =
      List.of(
          new Magic(0, "\u0089PNG\r\n\u001a\n", "image/png"),
          new Magic(0, "\u00ff\u00d8\u00ff", "image/jpeg"),
          new Magic(0, "GIF87a", "image/gif"),
          new Magic(0, "GIF89a", "image/gif"),
          new Magic(8, "WEBPVP8", "image/webp"),
          new Magic(4, "ftypavif", "image/avif"),
          new Magic(4, "ftypheic", "image/heic"),
          new Magic(0, "II*\0", "image/tiff"),
          new Magic(0, "MM\0*", "image/tiff"),
          new Magic(0, "ID3", "audio/mpeg"),
          new Magic(0, "\u00ff\u00fb", "audio/mpeg"),
          new Magic(0, "\u00ff\u00f3", "audio/mpeg"),
          new Magic(0, "OggS", "audio/ogg"),
          new Magic(8, "WAVEfmt", "audio/wav"),
          new Magic(0, "fLaC", "audio/flac"),
          new Magic(4, "ftypM4A", "audio/mp4"),
          new Magic(4, "ftypqt", "video/quicktime"),
          new Magic(4, "ftyp", "video/mp4"),
          new Magic(0, "\u001aE\u00df\u00a3", "video/webm"),
          new Magic(0, "%PDF-", "application/pdf"),
          new Magic(0, "PK\u0003\u0004", "application/zip"),
          new Magic(0, "\u001f\u008b", "application/gzip"),
          new Magic(0, "7z\u00bc\u00af'\u001c", "application/x-7z-compressed"),
          new Magic(0, "Rar!\u001a\u0007", "application/vnd.rar"));

  private FileTypes() {}

  /// The type of a file that begins like this: at most [#HEAD] bytes of it.
  static String of(byte[] head) {
    var latin = new String(head, StandardCharsets.ISO_8859_1);
    for (var magic : MAGIC) {
      if (magic.matches(latin)) {
        return magic.type();
      }
    }
    if (latin.startsWith("BM") && head.length > 26 && head[6] == 0 && head[8] == 0) {
      return "image/bmp";
    }
    return isText(head) ? "text/plain" : UNKNOWN;
  }

  /// HTML, SVG and scripts are text like any other: they are never shown, so nothing tells them
  /// apart.
  private static boolean isText(byte[] head) {
    for (var b : head) {
      if (b >= 0 && b < ' ' && b != '\t' && b != '\n' && b != '\r' && b != '\f') {
        return false;
      }
    }
    // A character may be cut at the end, which is no error before the end of input is told.
    return !StandardCharsets.UTF_8
        .newDecoder()
        .decode(ByteBuffer.wrap(head), CharBuffer.allocate(head.length + 1), false)
        .isError();
  }

  static boolean isPicture(String type) {
    return PICTURES.contains(type);
  }

  /// Whether browsers may show it by themselves.
  static boolean mayBeShown(String type) {
    return INLINE.contains(type);
  }

  /// Whether one of `patterns` (`image/png`, `image/*`, `*/*`) names the type.
  static boolean isAmong(List<String> patterns, String type) {
    return patterns.stream()
        .anyMatch(pattern ->
            pattern.equals("*/*")
                || pattern.equals(type)
                || (pattern.endsWith("/*")
                    && type.startsWith(pattern.substring(0, pattern.length() - 1))));
  }
}
