package dev.parley.chat;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The push services that are posted to. Browsers name the addresses and the server fetches them,
/// so that without this list anybody could have it fetch anything.
public final class PushEndpoints {
  private static final int LENGTH = 2_048;
  private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "[::1]", "localhost");

  /// @param host one that begins with `.` stands for all hosts that end so
  private record Origin(String scheme, String host, int port) {
    boolean has(String scheme, String host, int port) {
      return this.scheme.equals(scheme)
          && this.port == port
          && (this.host.startsWith(".") ? host.endsWith(this.host) : this.host.equals(host));
    }
  }

  private final List<Origin> origins;

  /// @param origins such as `https://push.example` or `https://*.push.example`; plain http only to
  ///   this machine. Throws IllegalArgumentException for what is none
  public PushEndpoints(List<String> origins) {
    this.origins = origins.stream().map(PushEndpoints::origin).toList();
  }

  private static Origin origin(String text) {
    var plain = text.replaceFirst("^https://\\*\\.", "https://");
    var uri = parsed(plain);
    if (uri == null || !uri.getRawPath().isEmpty() || uri.getRawQuery() != null) {
      throw new IllegalArgumentException(text + " is no origin of a push service");
    }
    var host = host(uri);
    return new Origin(uri.getScheme(), plain.equals(text) ? host : "." + host, port(uri));
  }

  /// Whether it is the address of one of them.
  boolean allows(String endpoint) {
    var fits = endpoint.length() <= LENGTH && endpoint.chars().allMatch(c -> c < 128);
    var uri = fits ? parsed(endpoint) : null;
    return uri != null
        && origins.stream().anyMatch(each -> each.has(uri.getScheme(), host(uri), port(uri)));
  }

  private static @Nullable URI parsed(String text) {
    try {
      var uri = new URI(text);
      var fits =
          uri.getHost() != null
              && uri.getRawUserInfo() == null
              && uri.getRawFragment() == null
              && ("https".equals(uri.getScheme())
                  || ("http".equals(uri.getScheme()) && LOOPBACK.contains(host(uri))));
      return fits ? uri : null;
    } catch (URISyntaxException e) {
      return null;
    }
  }

  private static String host(URI uri) {
    return uri.getHost().toLowerCase(Locale.ROOT);
  }

  private static int port(URI uri) {
    return uri.getPort() >= 0 ? uri.getPort() : uri.getScheme().equals("https") ? 443 : 80;
  }
}
