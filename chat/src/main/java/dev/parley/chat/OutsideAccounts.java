package dev.parley.chat;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Accounts here for people whom other services vouch for. An outside account is known by (issuer,
/// subject) alone. A local account that was there before is linked to it only when the email is
/// verified on both sides, else after its password.
public final class OutsideAccounts {
  static final Duration LINK_LIFE = Duration.ofMinutes(10);
  private static final int KEPT = 50_000;
  private static final int NAME_LENGTH = 50;

  /// How signing in ended.
  public sealed interface Entered {
    /// They are in.
    record In(Accounts.SignedIn signedIn) implements Entered {}

    /// A local account has their email: its password links it, with this token.
    record PasswordNeeded(String token) implements Entered {}
  }

  private final OutsideAccountStore store;
  private final UserStore users;
  private final Accounts accounts;
  private final OneTimeTokenStore tokens;
  private final InstantSource clock;
  private final Lru<OutsideAccountStore.Key, String> known = new Lru<>(KEPT);

  public OutsideAccounts(
      OutsideAccountStore store,
      UserStore users,
      Accounts accounts,
      OneTimeTokenStore tokens,
      InstantSource clock) {
    this.store = store;
    this.users = users;
    this.accounts = accounts;
    this.tokens = tokens;
    this.clock = clock;
  }

  /// The user of an outside account, made on first sight: for services whose people are this
  /// server's people.
  public User provide(Outsider outsider) {
    var kept = known.get(outsider.key());
    var user = kept == null ? null : userOrNull(kept);
    if (user == null) {
      user = find(outsider);
    }
    if (user == null) {
      var local = linkable(outsider);
      user = local == null ? add(outsider) : link(outsider, local);
    }
    known.put(outsider.key(), user.id());
    return user;
  }

  /// Signs somebody in, and up where `mayAdd`.
  public Entered signIn(Outsider outsider, boolean mayAdd, Sessions.Device device) {
    var user = find(outsider);
    if (user == null) {
      var local = local(outsider);
      if (local == null) {
        user = addIf(mayAdd, outsider);
      } else if (linkable(outsider) != null) {
        user = link(outsider, local);
      } else {
        return new Entered.PasswordNeeded(linkToken(outsider, local));
      }
    }
    return new Entered.In(accounts.signInProved(user.id(), device));
  }

  /// Whose account a token of [#signIn] links.
  public User linked(String token) {
    var grant =
        tokens.peek(
            OneTimeCode.hash(token), OneTimeTokenStore.Purpose.LINK_ACCOUNT, clock.instant());
    var login = grant == null ? null : users.byId(grant.userId());
    if (login == null) {
      throw invalid();
    }
    return login.user();
  }

  /// Links what [#signIn] left open, and signs in. A wrong password leaves the token as it is.
  public Accounts.SignedIn link(String token, String password, Sessions.Device device) {
    var signedIn = accounts.signIn(linked(token).email(), password, device);
    var purpose = OneTimeTokenStore.Purpose.LINK_ACCOUNT;
    var grant = tokens.take(OneTimeCode.hash(token), purpose, clock.instant());
    if (grant == null || !store.link(key(grant.detail()), grant.userId())) {
      throw invalid();
    }
    return signedIn;
  }

  private @Nullable User find(Outsider outsider) {
    var id = store.userOf(outsider.key());
    return id == null ? null : userOrNull(id);
  }

  private @Nullable User userOrNull(String id) {
    return users.users(List.of(id)).get(id);
  }

  private @Nullable User local(Outsider outsider) {
    var login = outsider.email() == null ? null : users.byEmail(outsider.email());
    return login == null ? null : login.user();
  }

  /// The local account that is surely the same person's; null if there is none.
  private @Nullable User linkable(Outsider outsider) {
    var local = local(outsider);
    return local != null && local.emailVerified() && outsider.emailVerified() ? local : null;
  }

  /// Whoever links at the same time links the same, or was first.
  private User link(Outsider outsider, User local) {
    return store.link(outsider.key(), local.id())
        ? local
        : Objects.requireNonNull(find(outsider), "linked");
  }

  private User addIf(boolean mayAdd, Outsider outsider) {
    if (!mayAdd) {
      throw new Refused(Refusal.SIGNUP_CLOSED, "This server takes no new accounts");
    }
    return add(outsider);
  }

  /// Under the name and email they bring, as far as nobody has them here.
  private User add(Outsider outsider) {
    var email = usable(outsider.email()) && local(outsider) == null ? outsider.email() : null;
    var base = name(outsider);
    for (var attempt = 1; ; attempt++) {
      var now = clock.instant();
      var id = Ids.at(now);
      var user =
          new User(
              id,
              attempt == 1 ? base : numbered(base, attempt, id),
              email == null ? id + "@users.invalid" : email,
              null,
              UserRole.USER,
              now,
              email != null && outsider.emailVerified(),
              false);
      try {
        return store.add(outsider.key(), user)
            ? user
            : Objects.requireNonNull(find(outsider), "added meanwhile");
      } catch (Refused refused) {
        switch (refused.refusal()) {
          case EMAIL_TAKEN -> email = null;
          case USERNAME_TAKEN -> {}
          default -> throw refused;
        }
      }
    }
  }

  private static boolean usable(@Nullable String email) {
    return email != null && !new Checks().email("email", email).foundAny();
  }

  /// A name as [Checks#name] wants it, of what there is.
  private static String name(Outsider outsider) {
    var given = outsider.name();
    if (given == null || given.isBlank()) {
      var email = outsider.email();
      given = email == null ? "" : email.substring(0, Math.max(0, email.indexOf('@')));
    }
    var plain = new StringBuilder();
    given
        .codePoints()
        .filter(c -> !Character.isISOControl(c) && Character.getType(c) != Character.SURROGATE)
        .limit(NAME_LENGTH)
        .forEach(plain::appendCodePoint);
    var name = plain.toString().strip();
    return name.codePointCount(0, name.length()) < 3 ? ("user " + name).strip() : name;
  }

  /// After a few tries with small numbers, one that nobody has.
  private static String numbered(String base, int attempt, String id) {
    var suffix = attempt < 10 ? " " + attempt : " " + id.substring(id.length() - 8);
    var room = NAME_LENGTH - suffix.length();
    var points = base.codePoints().limit(room).toArray();
    return new String(points, 0, points.length).strip() + suffix;
  }

  private String linkToken(Outsider outsider, User local) {
    var token = OneTimeCode.make();
    var now = clock.instant();
    var key = outsider.key();
    tokens.removeExpired(now);
    tokens.add(
        OneTimeCode.hash(token),
        new OneTimeTokenStore.Grant(
            OneTimeTokenStore.Purpose.LINK_ACCOUNT,
            local.id(),
            key.issuer() + "\n" + key.subject(),
            now.plus(LINK_LIFE)));
    return token;
  }

  private static OutsideAccountStore.Key key(String detail) {
    var line = detail.indexOf('\n');
    return new OutsideAccountStore.Key(detail.substring(0, line), detail.substring(line + 1));
  }

  private static Refused invalid() {
    return Refused.invalid("token", "is wrong, was used before or is too old");
  }
}
