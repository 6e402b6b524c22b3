package dev.parley.gateway;

import dev.parley.chat.Accounts;
import dev.parley.chat.Invitations;
import dev.parley.chat.UserRole;
import org.jspecify.annotations.Nullable;

/// Reads the bodies about one's own account.
public final class AccountCommands {
  private AccountCommands() {}

  /// What somebody signs in with.
  public record SignIn(String email, String password) {}

  /// What an admin changes of an account; null leaves it as it is.
  public record Standing(@Nullable Boolean disabled, @Nullable UserRole role) {}

  /// What somebody signs up with.
  public record SignUp(Accounts.NewAccount account, @Nullable String invitation) {}

  /// Who forgot a password.
  public record Forgot(String email) {}

  /// A password with the token that it goes with: of a mailed link, of an account to be linked.
  public record Reset(String token, String password) {}

  /// How somebody goes.
  public record Leave(@Nullable String password, boolean erase) {}

  public static Leave departure(Fields fields) {
    var messages = fields.requiredText("messages");
    if (!messages.equals("keep") && !messages.equals("erase")) {
      fields.refuse("messages", "must be keep or erase");
    }
    var leave = new Leave(fields.text("password"), messages.equals("erase"));
    fields.refuseIfAny();
    return leave;
  }

  public static SignUp signUp(Fields fields) {
    var invitation = fields.text("invitation");
    return new SignUp(newAccount(fields), invitation);
  }

  public static Forgot forgot(Fields fields) {
    var forgot = new Forgot(fields.requiredText("email"));
    fields.refuseIfAny();
    return forgot;
  }

  public static String credential(Fields fields) {
    var credential = fields.requiredText("credential");
    fields.refuseIfAny();
    return credential;
  }

  public static String verify(Fields fields) {
    var token = fields.requiredText("token");
    fields.refuseIfAny();
    return token;
  }

  public static Reset reset(Fields fields) {
    var reset = new Reset(fields.requiredText("token"), fields.requiredText("password"));
    fields.refuseIfAny();
    return reset;
  }

  /// What links an account.
  ///
  /// @param kept the token where the body names none
  public static Reset link(Fields fields, @Nullable String kept) {
    var named = fields.text("token");
    var token = named == null && kept != null ? kept : fields.requiredText("token");
    var link = new Reset(token, fields.requiredText("password"));
    fields.refuseIfAny();
    return link;
  }

  public static Invitations.Invite invite(Fields fields) {
    var days = fields.integer("days");
    var uses = fields.integer("uses");
    var invite =
        new Invitations.Invite(
            fields.text("email"), days == null ? 7 : days, uses == null ? 1 : uses);
    fields.refuseIfAny(checks -> Invitations.check(checks, invite));
    return invite;
  }

  public static Accounts.NewAccount newAccount(Fields fields) {
    var account =
        new Accounts.NewAccount(
            fields.text("username"), fields.text("email"), fields.text("password"));
    fields.refuseIfAny(checks -> Accounts.check(checks, account));
    return account;
  }

  public static SignIn signIn(Fields fields) {
    var signIn = new SignIn(fields.requiredText("email"), fields.requiredText("password"));
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
    fields.refuseIfAny(checks -> Accounts.check(checks, change));
    return change;
  }

  public static Standing standing(Fields fields) {
    var role =
        switch (fields.text("role")) {
          case "user" -> UserRole.USER;
          case "admin" -> UserRole.ADMIN;
          case null -> null;
          default -> {
            fields.refuse("role", "must be user or admin");
            yield null;
          }
        };
    var standing = new Standing(fields.flag("disabled"), role);
    fields.refuseIfAny();
    return standing;
  }
}
