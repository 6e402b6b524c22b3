package dev.parley.chat;

import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/// Making an account for oneself, as far as the server lets people.
public final class SignUp {
  /// Who may.
  public enum Mode {
    OPEN,
    INVITATION,
    CLOSED
  }

  private final Mode mode;
  private final Accounts accounts;
  private final Passwords passwords;
  private final InvitationStore invitations;
  private final EmailLinks links;
  private final InstantSource clock;

  public SignUp(
      Mode mode,
      Accounts accounts,
      Passwords passwords,
      InvitationStore invitations,
      EmailLinks links,
      InstantSource clock) {
    this.mode = mode;
    this.accounts = accounts;
    this.passwords = passwords;
    this.invitations = invitations;
    this.links = links;
    this.clock = clock;
  }

  public Mode mode() {
    return mode;
  }

  /// Refuses with [Refusal#SIGNUP_CLOSED] where nobody may, whatever they send.
  public void refuseIfClosed() {
    if (mode == Mode.CLOSED) {
      throw new Refused(Refusal.SIGNUP_CLOSED, "This server takes no new accounts");
    }
  }

  /// Makes the account, and asks whether its email is theirs where there is mail.
  ///
  /// @param code of an invitation; of no matter where everybody may
  public User signUp(Accounts.NewAccount account, @Nullable String code) {
    refuseIfClosed();
    var user = mode == Mode.INVITATION ? redeem(account, code) : accounts.signUp(account);
    links.greet(user);
    return user;
  }

  /// Hashing is slow, so what can be refused without it is refused before.
  private User redeem(Accounts.NewAccount account, @Nullable String code) {
    var user = accounts.prepare(account, UserRole.USER);
    var hash = code == null ? null : OneTimeCode.hash(code);
    var invitation = hash == null ? null : invitations.byCode(hash);
    if (hash == null
        || invitation == null
        || !invitation.isOpen(clock.instant())
        || isOfAnother(invitation, user)) {
      throw required();
    }
    var passwordHash = passwords.hash(String.valueOf(account.password()));
    if (!invitations.redeem(hash, user, passwordHash, clock.instant())) {
      throw required();
    }
    return user;
  }

  private static boolean isOfAnother(Invitation invitation, User user) {
    return invitation.email() != null && !invitation.email().equalsIgnoreCase(user.email());
  }

  private static Refused required() {
    return new Refused(Refusal.INVITATION_REQUIRED, "A valid invitation is needed to sign up");
  }
}
