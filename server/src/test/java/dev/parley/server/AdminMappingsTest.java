package dev.parley.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.web.reactive.DispatcherHandler;
import org.springframework.web.reactive.result.method.RequestMappingInfo;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;

/// Whatever is mapped for admins is for them alone, also what is added later.
@ExtendWith(ServerExtension.class)
final class AdminMappingsTest {
  private record Route(String method, String path) {}

  private final Api api;
  private final Parley parley;

  AdminMappingsTest(Api api, Parley parley) {
    this.api = api;
    this.parley = parley;
  }

  @Test
  void everyAdminRouteRefusesAllOthers() {
    var eve = api.person("eve");

    var routes = adminRoutes();

    assertThat(routes).hasSizeGreaterThan(10);
    for (var route : routes) {
      var nobody = api.request(route.method(), route.path()).send(Map.of());
      var someone = api.request(route.method(), route.path()).bearer(eve.access()).send(Map.of());
      assertThat(nobody.status()).as("%s for nobody", route).isEqualTo(401);
      assertThat(someone.status()).as("%s for a user", route).isEqualTo(403);
    }
  }

  private List<Route> adminRoutes() {
    var mappings = parley.part(DispatcherHandler.class).getHandlerMappings();
    return Objects.requireNonNull(mappings).stream()
        .filter(RequestMappingHandlerMapping.class::isInstance)
        .map(RequestMappingHandlerMapping.class::cast)
        .flatMap(mapping -> mapping.getHandlerMethods().keySet().stream())
        .flatMap(AdminMappingsTest::routes)
        .filter(route -> route.path().startsWith("/api/v1/ws"))
        .toList();
  }

  private static Stream<Route> routes(RequestMappingInfo mapped) {
    return mapped.getPatternsCondition().getPatterns().stream()
        .flatMap(pattern ->
            mapped.getMethodsCondition().getMethods().stream()
                .map(method -> new Route(method.name(), filled(pattern.getPatternString()))));
  }

  /// A path with an id for each of its variables.
  private static String filled(String path) {
    return path.replaceAll("\\{[^}]*}", "f".repeat(24));
  }
}
