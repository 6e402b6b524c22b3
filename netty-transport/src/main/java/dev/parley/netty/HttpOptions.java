package dev.parley.netty;

import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Where and to whom an engine answers.
///
/// @param path of all its requests; a slash at its end makes no difference
/// @param allowedOrigin which other sites' pages may read answers, with credentials
/// @param gate who may open a session at all
/// @param relay reaches sessions of other servers; null where there is none
public record HttpOptions(
    String path, Predicate<String> allowedOrigin, Gate gate, @Nullable Relay relay) {
  /// `/socket.io`, for pages of the same site, and open to all.
  public static HttpOptions defaults() {
    return new HttpOptions("/socket.io", origin -> false, handshake -> null, null);
  }

  public HttpOptions {
    if (path.endsWith("/")) {
      path = path.substring(0, path.length() - 1);
    }
  }

  public HttpOptions withPath(String other) {
    return new HttpOptions(other, allowedOrigin, gate, relay);
  }

  public HttpOptions withAllowedOrigin(Predicate<String> other) {
    return new HttpOptions(path, other, gate, relay);
  }

  public HttpOptions withGate(Gate other) {
    return new HttpOptions(path, allowedOrigin, other, relay);
  }

  public HttpOptions withRelay(Relay other) {
    return new HttpOptions(path, allowedOrigin, gate, other);
  }
}
