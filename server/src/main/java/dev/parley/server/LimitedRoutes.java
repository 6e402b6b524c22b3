package dev.parley.server;

import dev.parley.chat.Limited;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/// Which route takes from which budget, in one table. What is not in it is [Limited#OTHER].
final class LimitedRoutes {
  /// A line of the table.
  ///
  /// @param byAddress whether the budget is the address's even of who is signed in
  record Line(Limited act, boolean byAddress, HttpMethod method, PathPattern path) {}

  private static final List<Line> TABLE =
      List.of(
          byAddress(Limited.SIGN_IN, "POST", "/auth/signin"),
          byAddress(Limited.SIGN_IN, "POST", "/auth/google"),
          byAddress(Limited.SIGN_IN, "POST", "/auth/link"),
          byAddress(Limited.SIGN_IN, "GET", "/auth/providers/**"),
          byAddress(Limited.SIGN_UP, "POST", "/auth/signup"),
          byAddress(Limited.REFRESH, "POST", "/auth/refresh"),
          byAddress(Limited.MAIL, "POST", "/auth/password/*"),
          byAddress(Limited.MAIL, "POST", "/auth/email/*"),
          byUser(Limited.SEND, "POST", "/messages"),
          byUser(Limited.SEARCH, "GET", "/messages/search"),
          byUser(Limited.SEARCH, "GET", "/users/search"),
          byUser(Limited.UPLOAD, "POST", "/uploads"),
          byUser(Limited.UPLOAD, "POST", "/upload/**"),
          byUser(Limited.FRIEND_REQUEST, "POST", "/friends/requests"),
          byUser(Limited.READ, "POST", "/conversations/*/read"));

  private static final PathPattern API = pattern("/**");

  private LimitedRoutes() {}

  /// The line of a request; null for what is no route of the API.
  static @Nullable Line of(HttpMethod asked, PathContainer path) {
    // To answer the head alone is as much work.
    var method = asked.equals(HttpMethod.HEAD) ? HttpMethod.GET : asked;
    for (var line : TABLE) {
      if (line.method().equals(method) && line.path().matches(path)) {
        return line;
      }
    }
    return API.matches(path) ? new Line(Limited.OTHER, false, method, API) : null;
  }

  private static Line byAddress(Limited act, String method, String path) {
    return new Line(act, true, HttpMethod.valueOf(method), pattern(path));
  }

  private static Line byUser(Limited act, String method, String path) {
    return new Line(act, false, HttpMethod.valueOf(method), pattern(path));
  }

  private static PathPattern pattern(String path) {
    return PathPatternParser.defaultInstance.parse("/api/v1" + path);
  }
}
