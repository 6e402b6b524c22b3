package dev.parley.chat;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What admins do with the accounts of others, on the page as on the command line. Each act is in
/// the audit log; `by` is the admin's id or [Audit#COMMAND_LINE].
public final class AccountAdministration {
  private final UserStore users;
  private final Accounts accounts;
  private final Sessions sessions;
  private final Passwords passwords;
  private final Audit audit;
  private final Events events;

  public AccountAdministration(
      UserStore users,
      Accounts accounts,
      Sessions sessions,
      Passwords passwords,
      Audit audit,
      Events events) {
    this.users = users;
    this.accounts = accounts;
    this.sessions = sessions;
    this.passwords = passwords;
    this.audit = audit;
    this.events = events;
  }

  /// Also where nobody may sign up.
  public User add(String by, Accounts.NewAccount account, UserRole role) {
    var user = accounts.prepare(account, role);
    if (users.byEmail(user.email()) != null) {
      throw new Refused(Refusal.EMAIL_TAKEN, "Email is already in use");
    }
    if (users.byUsername(user.username()) != null) {
      throw new Refused(Refusal.USERNAME_TAKEN, "Username is already taken");
    }
    record(by, "user.add", user.id(), Map.of("username", user.username(), "role", word(role)));
    users.add(user, passwords.hash(String.valueOf(account.password())));
    users.setEmailVerified(user.id(), true); // whoever adds it answers for it
    return accounts.user(user.id());
  }

  /// Accounts whose name or email holds `part`, newest first.
  ///
  /// @param before the id where the page before ended, null for the first
  public List<User> list(String part, @Nullable String before, int limit) {
    return users.list(part, before, limit);
  }

  /// By the one that is given of email and username.
  public User find(@Nullable String email, @Nullable String username) {
    if ((email == null) == (username == null)) {
      throw Refused.invalid("email", "either the email or the username must be given");
    }
    var login = email == null ? users.byUsername(String.valueOf(username)) : users.byEmail(email);
    if (login == null) {
      throw Refused.notFound("User");
    }
    return login.user();
  }

  public User find(String userId) {
    return accounts.user(userId);
  }

  public User setRole(String by, String userId, UserRole role) {
    accounts.user(userId);
    record(by, "user.role", userId, Map.of("role", word(role)));
    users.setRole(userId, role);
    return accounts.user(userId);
  }

  /// Who is disabled is out at once: the flag keeps them from coming back, and is set before their
  /// sessions end.
  public User setDisabled(String by, String userId, boolean disabled) {
    accounts.user(userId);
    record(by, disabled ? "user.disable" : "user.enable", userId, Map.of());
    users.setDisabled(userId, disabled);
    if (disabled) {
      sessions.endAll(userId);
      events.publish(new ChatEvent.UserKicked(userId)); // sockets without a session
    }
    return accounts.user(userId);
  }

  /// Gives somebody another password and ends all their sessions.
  public void resetPassword(String by, String userId, @Nullable String password) {
    Accounts.checkPassword(new Checks(), password).refuseIfAny();
    accounts.user(userId);
    record(by, "user.reset-password", userId, Map.of());
    users.setPasswordHash(userId, passwords.hash(String.valueOf(password)));
    sessions.endAll(userId);
  }

  private void record(String by, String act, String userId, Map<String, String> details) {
    audit.record(by, act, AuditEntry.Target.user(userId), details);
  }

  private static String word(UserRole role) {
    return role.name().toLowerCase(Locale.ROOT);
  }

  /// Makes the first admin, when there is none yet. An account that has this email becomes it, if
  /// the password is its own: anybody may have signed up with the email before. False if there is
  /// an admin.
  public boolean addFirst(Accounts.NewAccount account) {
    if (users.hasAdmin()) {
      return false;
    }
    var checks = new Checks();
    Accounts.check(checks, account);
    checks.refuseIfAny();
    var login = users.byEmail(String.valueOf(account.email()));
    if (login == null) {
      add(Audit.COMMAND_LINE, account, UserRole.ADMIN);
      return true;
    }
    if (!passwords.matches(String.valueOf(account.password()), login.passwordHash())) {
      throw new Refused(Refusal.EMAIL_TAKEN, "Email is already in use, with another password");
    }
    setRole(Audit.COMMAND_LINE, login.user().id(), UserRole.ADMIN);
    return true;
  }
}
