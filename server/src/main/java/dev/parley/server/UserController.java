package dev.parley.server;

import dev.parley.chat.Accounts;
import dev.parley.chat.Refused;
import dev.parley.chat.Relations;
import dev.parley.gateway.AccountCommands;
import dev.parley.gateway.Described;
import dev.parley.gateway.Identity;
import dev.parley.gateway.Success;
import dev.parley.gateway.UserView;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// One's own profile, and finding others.
@RestController
@RequestMapping("/api/v1/users")
final class UserController {
  private final Accounts accounts;
  private final Relations relations;

  UserController(Accounts accounts, Relations relations) {
    this.accounts = accounts;
    this.relations = relations;
  }

  @GetMapping("/profile")
  @Described(value = "Who one is", answers = UserView.class)
  Success profile(@AuthenticationPrincipal Identity identity) {
    return Success.of(UserView.self(accounts.user(identity.userId())));
  }

  @PutMapping("/profile")
  @Described(
      value = "Changes one's profile; a new password ends all other sessions",
      takes = {
        "username?: string 3..50",
        "avatar?: string",
        "password?: string 8..128",
        "currentPassword?: string"
      },
      answers = UserView.class)
  Success change(@AuthenticationPrincipal Identity identity, Body body) {
    var change = AccountCommands.profileChange(body.fields());
    var user = accounts.change(identity.userId(), identity.sessionId(), change);
    return Success.of(UserView.self(user));
  }

  /// A bare array, as clients of long ago expect it.
  @GetMapping("/search")
  @Described(
      value = "Finds people by a part of their name, at most ten",
      asks = {"username: string"})
  List<UserView> search(
      @AuthenticationPrincipal Identity identity,
      @RequestParam(required = false) @Nullable String username) {
    if (username == null || username.isEmpty()) {
      throw Refused.invalid("username", "must be given");
    }
    var known = relations.circle(identity.userId()).friends();
    known.add(identity.userId());
    return accounts.search(username).stream()
        .map(user -> UserView.found(user, username, known.contains(user.id())))
        .toList();
  }
}
