package dev.parley.server;

import dev.parley.chat.AccountAdministration;
import dev.parley.chat.Refused;
import dev.parley.chat.UserRole;
import dev.parley.gateway.AccountCommands;
import dev.parley.gateway.AccountView;
import dev.parley.gateway.Described;
import dev.parley.gateway.Fields;
import dev.parley.gateway.Identity;
import dev.parley.gateway.Success;
import java.util.Map;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Everybody's accounts, for admins.
@RestController
@RequestMapping("/api/v1/ws/accounts")
final class AccountController {
  private static final int LIMIT = 50;
  private static final int MOST = 200;

  private final AccountAdministration administration;

  AccountController(AccountAdministration administration) {
    this.administration = administration;
  }

  @GetMapping
  @Described(
      value = "Accounts, by a part of the name or email",
      asks = {"q?: string", "limit?: integer 1..200", "cursor?: id"},
      answers = AccountView.Page.class)
  Success list(@RequestParam Map<String, String> query) {
    var limit = Query.integer(query, "limit", LIMIT, 1, MOST);
    var cursor = query.get("cursor");
    var before = cursor == null ? null : Fields.requireId("cursor", cursor);
    var users = administration.list(query.getOrDefault("q", ""), before, limit + 1);
    return Success.of(AccountView.page(users, limit));
  }

  /// Admins can't lock themselves out, so there is always one left.
  @PutMapping("/{id}")
  @Described(
      value = "Disables or enables an account, or changes its role",
      takes = {"disabled?: boolean", "role?: user|admin"},
      answers = AccountView.class)
  Success change(@AuthenticationPrincipal Identity admin, @PathVariable String id, Body body) {
    var standing = AccountCommands.standing(body.fields());
    var userId = Fields.requireId("id", id);
    if (userId.equals(admin.userId())) {
      refuseLockout(standing);
    }
    var user = administration.find(userId);
    if (standing.role() != null) {
      user = administration.setRole(admin.userId(), userId, standing.role());
    }
    if (standing.disabled() != null) {
      user = administration.setDisabled(admin.userId(), userId, standing.disabled());
    }
    return Success.of(AccountView.of(user));
  }

  private static void refuseLockout(AccountCommands.Standing standing) {
    if (Boolean.TRUE.equals(standing.disabled())) {
      throw Refused.invalid("disabled", "admins can't disable themselves");
    }
    if (standing.role() == UserRole.USER) {
      throw Refused.invalid("role", "admins can't step down by themselves");
    }
  }
}
