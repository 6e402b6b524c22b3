package dev.parley.server;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Whose pages may act with a user's cookies: those of this site and those of the allow-list.
final class Origins {
  private final Set<String> allowed;

  Origins(List<String> allowed) {
    this.allowed =
        allowed.stream()
            .map(String::strip)
            .map(origin -> origin.endsWith("/") ? origin.substring(0, origin.length() - 1) : origin)
            .map(origin -> origin.toLowerCase(Locale.ROOT))
            .collect(Collectors.toUnmodifiableSet());
  }

  boolean isListed(String origin) {
    return allowed.contains(origin.toLowerCase(Locale.ROOT));
  }

  /// Whether a request that cookies authenticate may take effect. A browser tells where it comes
  /// from by `Origin`, else by `Sec-Fetch-Site`; who sends neither is no browser.
  boolean mayUseCookies(@Nullable String origin, @Nullable String fetchSite, Client client) {
    if (origin == null) {
      return !"cross-site".equals(fetchSite);
    }
    return isSame(origin, client.host()) || isListed(origin);
  }

  /// Compares the authority alone: a proxy may have ended TLS without our knowing.
  private static boolean isSame(String origin, String host) {
    var scheme = origin.indexOf("://");
    return scheme > 0 && !host.isEmpty() && origin.substring(scheme + 3).equalsIgnoreCase(host);
  }
}
