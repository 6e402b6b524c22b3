package dev.parley.netty;

import java.util.function.Predicate;

/// Where and to whom an engine answers.
///
/// @param path of all its requests; a slash at its end makes no difference
/// @param allowedOrigin which other sites' pages may read answers, with credentials
/// @param gate who may open a session at all
public record HttpOptions(String path, Predicate<String> allowedOrigin, Gate gate) {
  /// `/socket.io`, for pages of the same site, and open to all.
  public static HttpOptions defaults() {
    return new HttpOptions("/socket.io", origin -> false, handshake -> null);
  }

  public HttpOptions {
    if (path.endsWith("/")) {
      path = path.substring(0, path.length() - 1);
    }
  }

  public HttpOptions withPath(String other) {
    return new HttpOptions(other, allowedOrigin, gate);
  }

  public HttpOptions withAllowedOrigin(Predicate<String> other) {
    return new HttpOptions(path, other, gate);
  }

  public HttpOptions withGate(Gate other) {
    return new HttpOptions(path, allowedOrigin, other);
  }
}
