package dev.parley.server;

import dev.parley.chat.UserRole;
import dev.parley.gateway.Profiles;

/// Makes somebody an administrator, for tests.
final class Administrator {
  private Administrator() {}

  /// Somebody new, signed in once they had the role.
  static Person of(Api api, Parley parley) {
    var person = api.person("admin");
    parley.part(Profiles.class).setRole(person.id(), UserRole.ADMIN);
    return api.signIn(person);
  }
}
