package dev.parley.chat;

import java.nio.charset.StandardCharsets;

/// What files are called.
final class FileNames {
  private static final String ATTRIBUTE_CHARS = "!#$&+-.^_`|~";
  private static final int LENGTH = 255;

  private FileNames() {}

  /// A name without folders, control characters and marks that make it read as another one.
  static String clean(String fileName) {
    var slash = Math.max(fileName.lastIndexOf('/'), fileName.lastIndexOf('\\'));
    var name = new StringBuilder();
    fileName
        .substring(slash + 1)
        .codePoints()
        .filter(c -> !Character.isISOControl(c) && !isDirectional(c) && !isSurrogate(c))
        .limit(LENGTH)
        .forEach(name::appendCodePoint);
    return name.toString().isBlank() ? "file" : name.toString().strip();
  }

  private static boolean isDirectional(int c) {
    return (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
  }

  /// A lone one can't be written as UTF-8.
  private static boolean isSurrogate(int c) {
    return c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
  }

  /// The header `Content-Disposition` (RFC 6266), with the name in ASCII for old clients and whole
  /// for the others.
  static String disposition(boolean shown, String fileName) {
    return (shown ? "inline" : "attachment")
        + "; filename=\""
        + fileName.replaceAll("[^ -~]|[\"\\\\%]", "_")
        + "\"; filename*=UTF-8''"
        + encoded(fileName);
  }

  private static String encoded(String fileName) {
    var encoded = new StringBuilder();
    for (var b : fileName.getBytes(StandardCharsets.UTF_8)) {
      var c = (char) (b & 0xff);
      if (c < 0x80 && (Character.isLetterOrDigit(c) || ATTRIBUTE_CHARS.indexOf(c) >= 0)) {
        encoded.append(c);
      } else {
        encoded.append("%%%02X".formatted((int) c));
      }
    }
    return encoded.toString();
  }
}
