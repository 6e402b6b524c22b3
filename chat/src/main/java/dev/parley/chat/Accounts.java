package dev.parley.chat;

import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Accounts: signing up and in, and the profile.
public final class Accounts {
  private static final int SEARCH_LIMIT = 10;

  /// What somebody signs up with.
  public record NewAccount(
      @Nullable String username, @Nullable String email, @Nullable String password) {}

  /// What a profile change names; null leaves a field as it is.
  public record ProfileChange(
      @Nullable String username,
      @Nullable String avatar,
      @Nullable String password,
      @Nullable String currentPassword) {}

  /// A user and the session they opened.
  public record SignedIn(User user, Sessions.Opened opened) {}

  private final UserStore users;
  private final Sessions sessions;
  private final Passwords passwords;
  private final UploadAccess uploads;
  private final InstantSource clock;
  private final boolean verifiedOnly;

  /// See [#decoy].
  private volatile @Nullable String decoyHash;

  public Accounts(
      UserStore users,
      Sessions sessions,
      Passwords passwords,
      UploadAccess uploads,
      InstantSource clock) {
    this(users, sessions, passwords, uploads, clock, false);
  }

  /// @param verifiedOnly nobody signs in before their email is verified
  public Accounts(
      UserStore users,
      Sessions sessions,
      Passwords passwords,
      UploadAccess uploads,
      InstantSource clock,
      boolean verifiedOnly) {
    this.users = users;
    this.sessions = sessions;
    this.passwords = passwords;
    this.uploads = uploads;
    this.clock = clock;
    this.verifiedOnly = verifiedOnly;
  }

  public User signUp(NewAccount account) {
    return add(account, UserRole.USER);
  }

  /// Notes what no new account may be.
  public static void check(Checks checks, NewAccount account) {
    checks.name("username", account.username(), 3, 50).email("email", account.email());
    checkPassword(checks, account.password());
  }

  static Checks checkPassword(Checks checks, @Nullable String password) {
    return checks.length("password", password, 8, 128);
  }

  private User add(NewAccount account, UserRole role) {
    var user = prepare(account, role);
    users.add(user, passwords.hash(present(account.password())));
    return user;
  }

  /// A new user, checked and not yet stored.
  User prepare(NewAccount account, UserRole role) {
    var checks = new Checks();
    check(checks, account);
    checks.refuseIfAny();
    var now = clock.instant();
    return new User(
        Ids.at(now), present(account.username()), present(account.email()), null, role, now);
  }

  public SignedIn signIn(
      @Nullable String email, @Nullable String password, Sessions.Device device) {
    var checks = new Checks();
    if (email == null || email.isBlank()) {
      checks.add("email", "must be given");
    }
    if (password == null || password.isEmpty()) {
      checks.add("password", "must be given");
    }
    checks.refuseIfAny();
    var decoy = decoy();
    var login = users.byEmail(present(email));
    var hash = login == null || !login.hasPassword() ? decoy : login.passwordHash();
    if (!passwords.matches(present(password), hash) || login == null || !login.hasPassword()) {
      throw new Refused(Refusal.INVALID_CREDENTIALS, "Invalid credentials");
    }
    return open(login, device);
  }

  /// Signs in whom somebody else vouches for.
  SignedIn signInProved(String userId, Sessions.Device device) {
    var login = users.byId(userId);
    if (login == null) {
      throw Refused.notFound("User");
    }
    return open(login, device);
  }

  /// Opens a session for whom a login was proved. Whatever changed about it meanwhile, such as a
  /// new password, has ended all sessions but this one.
  private SignedIn open(UserStore.Login proved, Sessions.Device device) {
    var user = proved.user();
    refuseDisabled(user);
    if (verifiedOnly && !user.emailVerified()) {
      throw new Refused(Refusal.EMAIL_NOT_VERIFIED, "Please verify your email first");
    }
    var opened = sessions.open(user.id(), device);
    var now = users.byId(user.id());
    if (now == null || !now.passwordHash().equals(proved.passwordHash())) {
      sessions.end(opened.session().id());
      throw new Refused(Refusal.INVALID_CREDENTIALS, "Invalid credentials");
    }
    if (now.user().disabled()) {
      sessions.end(opened.session().id());
    }
    refuseDisabled(now.user());
    return new SignedIn(now.user(), opened);
  }

  private static void refuseDisabled(User user) {
    if (user.disabled()) {
      throw new Refused(Refusal.ACCOUNT_DISABLED, "This account is disabled");
    }
  }

  /// Checked when the email is unknown, so that the answer takes the same time. Made by the first
  /// who signs in, before their email is looked up: not at the start, since hashing is slow.
  private String decoy() {
    var made = decoyHash;
    if (made == null) {
      made = passwords.hash("nobody's password");
      decoyHash = made;
    }
    return made;
  }

  /// Exchanges a refresh token; see [Sessions#refresh].
  public SignedIn refresh(String token) {
    var opened = sessions.refresh(token);
    return new SignedIn(user(opened.session().userId()), opened);
  }

  public User user(String id) {
    var login = users.byId(id);
    if (login == null) {
      throw Refused.notFound("User");
    }
    return login.user();
  }

  public Map<String, User> users(Collection<String> ids) {
    return users.users(ids);
  }

  /// At most ten users whose name holds `part`.
  public List<User> search(String part) {
    return users.search(part, SEARCH_LIMIT);
  }

  /// Notes what no profile may be.
  public static void check(Checks checks, ProfileChange change) {
    if (change.username() != null) {
      checks.name("username", change.username(), 3, 50);
    }
    if (change.avatar() != null && !change.avatar().isEmpty()) {
      Urls.check(checks, "avatar", change.avatar());
    }
    if (change.password() != null) {
      checkPassword(checks, change.password());
    }
  }

  /// Changes what is named. A new password needs the current one and ends the user's other
  /// sessions.
  public User change(String userId, @Nullable String sessionId, ProfileChange change) {
    var login = users.byId(userId);
    if (login == null) {
      throw Refused.notFound("User");
    }
    var checks = new Checks();
    check(checks, change);
    if (change.password() != null
        && (change.currentPassword() == null
            || !login.hasPassword()
            || !passwords.matches(change.currentPassword(), login.passwordHash()))) {
      checks.add("currentPassword", "must be the current password");
    }
    checks.refuseIfAny();
    uploads.require(userId, "avatar", change.avatar());
    var user = login.user();
    var changed =
        new User(
            user.id(),
            change.username() == null ? user.username() : change.username(),
            user.email(),
            avatar(user, change),
            user.role(),
            user.createdAt(),
            user.emailVerified(),
            user.disabled());
    if (!changed.equals(user)) {
      users.update(changed);
    }
    if (change.password() != null) {
      users.setPasswordHash(userId, passwords.hash(change.password()));
      sessions.endOthers(userId, sessionId);
    }
    return changed;
  }

  /// An empty avatar takes it away.
  private static @Nullable String avatar(User user, ProfileChange change) {
    if (change.avatar() == null) {
      return user.avatar();
    }
    return change.avatar().isEmpty() ? null : change.avatar();
  }

  private static String present(@Nullable String checked) {
    if (checked == null) {
      throw new AssertionError("checked before");
    }
    return checked;
  }
}
