package dev.parley.chat;

import static dev.parley.chat.MemberRole.ADMIN;
import static dev.parley.chat.MemberRole.MEMBER;
import static dev.parley.chat.MemberRole.OWNER;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class RosterTest {
  private final Roster roster =
      new Roster(
          "c",
          4,
          List.of(
              new Member("olga", OWNER, 0),
              new Member("mia", MEMBER, 0),
              new Member("adam", ADMIN, 3)));

  @Test
  void whoIsAddedStandsLast() {
    var after = roster.after(entry(7, Notice.of(Notice.Type.MEMBER_ADDED, "nina")));

    assertThat(after.members()).last().isEqualTo(new Member("nina", MEMBER, 7));
    assertThat(after.memberRev()).isEqualTo(7);
  }

  @Test
  void whoIsInAlreadyKeepsTheirPlace() {
    var after = roster.after(entry(7, Notice.of(Notice.Type.MEMBER_ADDED, "mia")));

    assertThat(after.members()).isEqualTo(roster.members());
  }

  @Test
  void anOwnerWhoLeavesIsFollowedByTheLongestStandingAdmin() {
    var after = roster.after(entry(7, Notice.of(Notice.Type.MEMBER_LEFT, "olga")));

    assertThat(after.ownerId()).isEqualTo("adam");
    assertThat(after.userIds()).containsExactly("mia", "adam");
  }

  @Test
  void withoutAdminsTheLongestStandingMemberFollows() {
    var noAdmin =
        roster.after(entry(7, Notice.of(Notice.Type.ROLE_CHANGED, "adam", MEMBER.name())));

    var after = noAdmin.after(entry(8, Notice.of(Notice.Type.MEMBER_LEFT, "olga")));

    assertThat(after.ownerId()).isEqualTo("mia");
  }

  @Test
  void theLastOneOutLeavesItEmpty() {
    var alone = new Roster("c", 1, List.of(new Member("olga", OWNER, 0)));

    assertThat(alone.after(entry(2, Notice.of(Notice.Type.MEMBER_LEFT, "olga"))).members())
        .isEmpty();
  }

  @Test
  void messagesAndNewNamesChangeNothing() {
    assertThat(roster.after(entry(7, new Message("hi", null, null, null, List.of()))))
        .isSameAs(roster);
    assertThat(roster.after(entry(7, Notice.ofGroup(Notice.Type.RENAMED, "new")))).isSameAs(roster);
  }

  private static Entry entry(long rev, Entry.Body body) {
    var now = Instant.EPOCH;
    return new Entry(
        "e", "c", new Position(rev, rev, 0, 0, rev), "olga", body, "x", now, now, null, null);
  }
}
