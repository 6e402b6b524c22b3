package dev.parley.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.reactive.DispatcherHandler;
import org.springframework.web.reactive.result.method.RequestMappingInfo;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;

/// What every route refuses, in the one order: 401, 403 for the role and the origin, 405, 413, 400,
/// and only then what is not there. Also of routes that are added later.
@ExtendWith(ServerExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RefusalsTest {
  /// For whoever comes.
  private static final Set<String> PUBLIC =
      Set.of(
          "POST /auth/signup",
          "POST /auth/signin",
          "POST /auth/refresh",
          "POST /auth/signout",
          "GET /auth/options",
          "POST /auth/google",
          "POST /auth/link",
          "GET /auth/providers/{id}",
          "GET /auth/providers/{id}/callback",
          "POST /auth/email/verify",
          "POST /auth/password/forgot",
          "POST /auth/password/reset",
          "PUT /upload/{id}");

  /// Not there at all without mail and without providers.
  private static final Set<String> NOT_HERE =
      Set.of(
          "POST /auth/email/send",
          "POST /auth/email/verify",
          "POST /auth/password/forgot",
          "POST /auth/password/reset",
          "POST /auth/google",
          "POST /auth/link",
          "GET /auth/providers/{id}",
          "GET /auth/providers/{id}/callback");

  /// @param takesBody it reads a JSON object
  private record Route(String method, String path, boolean takesBody) {
    String name() {
      return method + " " + path;
    }

    /// With that in the place of each variable.
    String with(String value) {
      return "/api/v1" + path.replace("{emoji}", "%F0%9F%91%8D").replaceAll("\\{\\w+}", value);
    }
  }

  private final Api api;
  private final Parley parley;
  private List<Route> routes = List.of();
  private Person ada;
  private Person admin;

  RefusalsTest(Api api, Parley parley) {
    this.api = api;
    this.parley = parley;
  }

  @BeforeAll
  void findRoutes() {
    ada = api.person("ada");
    admin = Administrator.of(api, parley);
    routes =
        Objects.requireNonNull(parley.part(DispatcherHandler.class).getHandlerMappings()).stream()
            .filter(RequestMappingHandlerMapping.class::isInstance)
            .map(RequestMappingHandlerMapping.class::cast)
            .flatMap(mapping -> mapping.getHandlerMethods().entrySet().stream())
            .flatMap(entry -> routes(entry.getKey(), entry.getValue()))
            .toList();
    assertThat(routes).hasSizeGreaterThan(70);
  }

  private static Stream<Route> routes(RequestMappingInfo mapped, HandlerMethod handler) {
    var takesBody =
        Stream.of(handler.getMethodParameters()).anyMatch(p -> p.getParameterType() == Body.class);
    return mapped.getPatternsCondition().getPatterns().stream()
        .map(pattern -> pattern.getPatternString())
        .filter(pattern -> pattern.startsWith("/api/v1"))
        .flatMap(pattern ->
            mapped.getMethodsCondition().getMethods().stream()
                .map(method ->
                    new Route(method.name(), pattern.substring("/api/v1".length()), takesBody)));
  }

  private Person someone(Route route) {
    return route.path().startsWith("/ws") ? admin : ada;
  }

  private Api.Request as(Person person, String method, String path) {
    return api.request(method, path).bearer(person.access());
  }

  private static void assertRefused(Route route, Api.Answer answer, int status) {
    assertThat(answer.status()).as("%s answered %s", route.name(), answer.text()).isEqualTo(status);
    assertThat(answer.json().get("success").asBoolean()).isFalse();
    assertThat(answer.json().get("code").asInt()).isEqualTo(status);
  }

  /// First, whatever else is wrong.
  @Test
  void whoIsNobodyIsTurnedAway() {
    for (var route : routes) {
      if (!PUBLIC.contains(route.name())) {
        assertRefused(route, api.request(route.method(), route.with("x")).sendText("{"), 401);
      }
    }
    assertThat(routes.stream().map(Route::name)).containsAll(PUBLIC);
  }

  @Test
  void anotherSitesPageIsTurnedAwayBeforeItsBodyIsRead() {
    for (var route : routes) {
      if (!route.method().equals("GET")) {
        var request =
            api.request(route.method(), route.with("x")).cookies(someone(route).cookies());
        assertRefused(route, request.header("Origin", "https://evil.example").sendText("{"), 403);
      }
    }
  }

  @Test
  void aMethodThatIsNotThereIsSaidBeforeWhatIsWrongWithTheBody() {
    for (var route : routes) {
      var there =
          routes.stream()
              .filter(each -> each.with("x").equals(route.with("x")))
              .map(Route::method)
              .toList();
      for (var method : List.of("GET", "POST", "PUT", "DELETE", "PATCH")) {
        // A variable of another route may fit: GET /messages/search is GET /messages/{id} too.
        var taken =
            routes.stream().anyMatch(each -> each.method().equals(method) && fits(each, route));
        if (!there.contains(method) && !taken) {
          var answer = as(someone(route), method, route.with("x")).sendText("{".repeat(1 << 21));
          assertRefused(route, answer, 405);
          assertThat(answer.header("allow")).isNotEmpty();
        }
      }
    }
  }

  private static boolean fits(Route general, Route special) {
    return special.with("x").matches(general.path().isEmpty() ? "" : general.with("[^/]+"));
  }

  @Test
  void aBodyThatIsTooLargeIsSaidBeforeWhatIsWrongWithIt() {
    for (var route : routes) {
      if (route.takesBody() && !NOT_HERE.contains(route.name())) {
        var body = "[" + "x".repeat(1 << 20);
        assertRefused(
            route, as(someone(route), route.method(), route.with("x")).sendText(body), 413);
      }
    }
  }

  @Test
  void whatIsMalformedIsSaidBeforeWhatIsNotThere() {
    for (var route : routes) {
      if (NOT_HERE.contains(route.name()) || route.path().startsWith("/upload/")) {
        continue;
      }
      var person = someone(route);
      if (route.path().contains("{")) {
        for (var id : List.of("x", "F".repeat(24), "f".repeat(23), "%20", "%00")) {
          assertRefused(route, as(person, route.method(), route.with(id)).sendText("{}"), 400);
        }
      }
      if (route.takesBody()) {
        for (var body : List.of("{", "[]", "null", "\"x\"", "{}{}")) {
          var path = route.with("f".repeat(24));
          assertRefused(route, as(person, route.method(), path).sendText(body), 400);
        }
      }
    }
  }
}
