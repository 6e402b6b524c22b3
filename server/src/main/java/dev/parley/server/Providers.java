package dev.parley.server;

import dev.parley.chat.Refused;
import dev.parley.gateway.SignInOptions;
import java.util.List;

/// Those by whom people may sign in here, in the order they are offered.
record Providers(List<Provider> all) {
  static final String PATH = "/api/v1/auth/providers/";

  Provider named(String id) {
    return all.stream()
        .filter(provider -> provider.id().equals(id))
        .findFirst()
        .orElseThrow(() -> Refused.notFound("Route"));
  }

  List<SignInOptions.Provider> offered() {
    return all.stream()
        .map(each -> new SignInOptions.Provider(each.id(), each.name(), PATH + each.id()))
        .toList();
  }
}
