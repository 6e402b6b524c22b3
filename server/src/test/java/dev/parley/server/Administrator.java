package dev.parley.server;

import dev.parley.chat.Accounts;
import dev.parley.chat.User;
import dev.parley.chat.UserRole;
import dev.parley.gateway.Profiles;

/// Makes administrators of people.
final class Administrator {
  private Administrator() {}

  /// Somebody new, signed in as one: a token names the role its user had when it was issued.
  static Person of(Api api, Parley parley) {
    var person = api.person("admin");
    var user = parley.part(Accounts.class).user(person.id());
    parley
        .part(Profiles.class)
        .update(
            new User(
                user.id(),
                user.username(),
                user.email(),
                user.avatar(),
                UserRole.ADMIN,
                user.createdAt()));
    return api.signIn(person);
  }
}
