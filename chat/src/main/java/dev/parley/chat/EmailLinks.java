package dev.parley.chat;

import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/// What people do by links sent to them: showing that an email is theirs, and setting a forgotten
/// password. Without mail none of this is there: NOT_FOUND.
public final class EmailLinks {
  static final Duration VERIFY_LIFE = Duration.ofHours(24);
  static final Duration RESET_LIFE = Duration.ofHours(1);

  private final UserStore users;
  private final Sessions sessions;
  private final Passwords passwords;
  private final OneTimeTokenStore tokens;
  private final OutsideAccountStore outside;
  private final Mailer mailer;
  private final InstantSource clock;

  public EmailLinks(
      UserStore users,
      Sessions sessions,
      Passwords passwords,
      OneTimeTokenStore tokens,
      OutsideAccountStore outside,
      Mailer mailer,
      InstantSource clock) {
    this.users = users;
    this.sessions = sessions;
    this.passwords = passwords;
    this.tokens = tokens;
    this.outside = outside;
    this.mailer = mailer;
    this.clock = clock;
  }

  /// Refuses with [Refusal#NOT_FOUND] where no mail is sent.
  public void requireMail() {
    if (!mailer.isOpen()) {
      throw Refused.notFound("Route");
    }
  }

  /// To somebody new.
  void greet(User user) {
    if (mailer.isOpen()) {
      sendVerification(user);
    }
  }

  /// False when it is verified already: then nothing is sent.
  public boolean sendVerification(String userId) {
    requireMail();
    var login = users.byId(userId);
    if (login == null) {
      throw Refused.notFound("User");
    }
    if (login.user().emailVerified()) {
      return false;
    }
    sendVerification(login.user());
    return true;
  }

  private void sendVerification(User user) {
    mailer.send(() -> {
      var token = token(user, OneTimeTokenStore.Purpose.VERIFY_EMAIL, VERIFY_LIFE);
      return new Letter.VerifyEmail(user.email(), user.username(), token);
    });
  }

  /// Whoever has the token reads the mail of the address it was sent to.
  public void verify(String token) {
    requireMail();
    confirm(take(token, OneTimeTokenStore.Purpose.VERIFY_EMAIL));
  }

  /// Sends a link to whoever has that email, and tells nobody whether somebody has.
  public void forgot(@Nullable String email) {
    requireMail();
    new Checks().email("email", email).refuseIfAny();
    mailer.send(() -> {
      var login = users.byEmail(String.valueOf(email));
      if (login == null || login.user().disabled()) {
        return null;
      }
      var user = login.user();
      var token = token(user, OneTimeTokenStore.Purpose.RESET_PASSWORD, RESET_LIFE);
      return new Letter.ResetPassword(user.email(), user.username(), token);
    });
  }

  /// Sets the password and ends all sessions; the email is verified thereby.
  public void reset(String token, @Nullable String password) {
    requireMail();
    Accounts.checkPassword(new Checks(), password).refuseIfAny();
    var grant = take(token, OneTimeTokenStore.Purpose.RESET_PASSWORD);
    unlinkIfClaimedByOthers(grant.userId());
    users.setPasswordHash(grant.userId(), passwords.hash(String.valueOf(password)));
    confirm(grant);
    tokens.removeOfUser(grant.userId());
    sessions.endAll(grant.userId());
  }

  /// Until now anybody may have signed up with this email, and have linked an account of theirs: it
  /// must not outlive their password.
  private void unlinkIfClaimedByOthers(String userId) {
    var login = users.byId(userId);
    if (login != null && login.hasPassword() && !login.user().emailVerified()) {
      outside.unlinkAll(userId);
    }
  }

  private void confirm(OneTimeTokenStore.Grant grant) {
    var login = users.byId(grant.userId());
    if (login == null || !login.user().email().equals(grant.detail())) {
      throw invalid();
    }
    users.setEmailVerified(grant.userId(), true);
  }

  private String token(User user, OneTimeTokenStore.Purpose purpose, Duration life) {
    var token = OneTimeCode.make();
    var now = clock.instant();
    tokens.removeExpired(now);
    var expiresAt = now.plus(life);
    tokens.add(
        OneTimeCode.hash(token),
        new OneTimeTokenStore.Grant(purpose, user.id(), user.email(), expiresAt));
    return token;
  }

  private OneTimeTokenStore.Grant take(String token, OneTimeTokenStore.Purpose purpose) {
    var grant = tokens.take(OneTimeCode.hash(token), purpose, clock.instant());
    if (grant == null) {
      throw invalid();
    }
    return grant;
  }

  private static Refused invalid() {
    return Refused.invalid("token", "is wrong, was used before or is too old");
  }
}
