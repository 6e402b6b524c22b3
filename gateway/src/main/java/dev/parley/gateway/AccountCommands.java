package dev.parley.gateway;

import dev.parley.chat.Accounts;
import org.jspecify.annotations.Nullable;

/// Reads the bodies about one's own account.
public final class AccountCommands {
  private AccountCommands() {}

  /// What somebody signs in with; [Accounts#signIn] refuses what is missing.
  public record SignIn(@Nullable String email, @Nullable String password) {}

  public static Accounts.NewAccount newAccount(Fields fields) {
    var account =
        new Accounts.NewAccount(
            fields.text("username"), fields.text("email"), fields.text("password"));
    fields.refuseIfAny();
    return account;
  }

  public static SignIn signIn(Fields fields) {
    var signIn = new SignIn(fields.text("email"), fields.text("password"));
    fields.refuseIfAny();
    return signIn;
  }

  public static Accounts.ProfileChange profileChange(Fields fields) {
    var change =
        new Accounts.ProfileChange(
            fields.text("username"),
            fields.text("avatar"),
            fields.text("password"),
            fields.text("currentPassword"));
    fields.refuseIfAny();
    return change;
  }
}
