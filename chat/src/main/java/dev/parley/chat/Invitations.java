package dev.parley.chat;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Inviting people to sign up.
public final class Invitations {
  private static final int MOST = 500;
  private static final int DAYS = 365;
  private static final int USES = 10_000;

  /// What an admin invites with.
  ///
  /// @param email sent to and good for this address only; null for whoever has the code
  public record Invite(@Nullable String email, long days, long uses) {}

  /// A new invitation and its code, which nobody can ask for again.
  public record Invited(Invitation invitation, String code) {}

  private final InvitationStore store;
  private final Audit audit;
  private final Mailer mailer;
  private final InstantSource clock;

  public Invitations(InvitationStore store, Audit audit, Mailer mailer, InstantSource clock) {
    this.store = store;
    this.audit = audit;
    this.mailer = mailer;
    this.clock = clock;
  }

  /// Notes what no invitation may be.
  public static void check(Checks checks, Invite invite) {
    if (invite.email() != null) {
      checks.email("email", invite.email());
    }
    if (invite.days() < 1 || invite.days() > DAYS) {
      checks.add("days", "must be 1 to " + DAYS);
    }
    if (invite.uses() < 1 || invite.uses() > USES) {
      checks.add("uses", "must be 1 to " + USES);
    }
  }

  public Invited invite(String adminId, Invite invite) {
    var checks = new Checks();
    check(checks, invite);
    checks.refuseIfAny();
    var now = clock.instant();
    var invitation =
        new Invitation(
            Ids.at(now),
            invite.email(),
            (int) invite.uses(),
            0,
            adminId,
            now,
            now.plus(Duration.ofDays(invite.days())));
    var code = OneTimeCode.make();
    record(adminId, "invitation.add", invitation.id());
    store.add(invitation, OneTimeCode.hash(code));
    if (invite.email() != null) {
      var letter = new Letter.Invitation(invite.email(), code);
      mailer.send(() -> letter);
    }
    return new Invited(invitation, code);
  }

  /// Newest first, those that ended too.
  public List<Invitation> newest() {
    return store.newest(MOST);
  }

  public void remove(String adminId, String id) {
    record(adminId, "invitation.remove", id);
    if (!store.remove(id)) {
      throw Refused.notFound("Invitation");
    }
  }

  private void record(String adminId, String act, String id) {
    audit.record(adminId, act, new AuditEntry.Target("invitation", id), Map.of());
  }
}
