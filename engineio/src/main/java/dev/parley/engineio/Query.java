package dev.parley.engineio;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import org.jspecify.annotations.Nullable;

/// The parameters behind a request's `?`, decoded when asked for.
///
/// @param raw as it came, without the question mark
public record Query(String raw) {
  /// The first value of a parameter, empty if it has none; null when it is absent or its encoding
  /// is broken.
  public @Nullable String get(String name) {
    for (var pair : raw.split("&", -1)) {
      int equals = pair.indexOf('=');
      var key = equals < 0 ? pair : pair.substring(0, equals);
      if (name.equals(decoded(key))) {
        return equals < 0 ? "" : decoded(pair.substring(equals + 1));
      }
    }
    return null;
  }

  private static @Nullable String decoded(String text) {
    try {
      return URLDecoder.decode(text, UTF_8);
    } catch (IllegalArgumentException broken) {
      return null;
    }
  }
}
