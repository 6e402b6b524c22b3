package dev.parley.chat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Who is in a conversation, as of one revision of its log. A projection of the log's notices:
/// [#after] is the whole rule, and every store applies just that.
///
/// @param memberRev rev of the notice that last changed it; 0 as created
/// @param members by standing, longest first
public record Roster(String conversationId, long memberRev, List<Member> members) {
  public Roster {
    members = List.copyOf(members);
  }

  public @Nullable Member member(String userId) {
    for (var member : members) {
      if (member.userId().equals(userId)) {
        return member;
      }
    }
    return null;
  }

  public boolean contains(String userId) {
    return member(userId) != null;
  }

  public List<String> userIds() {
    return members.stream().map(Member::userId).toList();
  }

  public @Nullable String ownerId() {
    for (var member : members) {
      if (member.role() == MemberRole.OWNER) {
        return member.userId();
      }
    }
    return null;
  }

  /// The roster once `entry` is committed; itself when the entry changes no membership.
  public Roster after(Entry entry) {
    if (!(entry.body() instanceof Notice notice) || !notice.type().changesMembers()) {
      return this;
    }
    var next = new ArrayList<>(members);
    switch (notice.type()) {
      case MEMBER_ADDED -> {
        for (var id : notice.userIds()) {
          if (!contains(id)) {
            next.add(new Member(id, MemberRole.MEMBER, entry.position().seq()));
          }
        }
      }
      case MEMBER_REMOVED, MEMBER_LEFT -> {
        next.removeIf(member -> notice.userIds().contains(member.userId()));
        passOwnershipOn(next);
      }
      case ROLE_CHANGED -> {
        var role = MemberRole.valueOf(notice.detail());
        next.replaceAll(member ->
            notice.userIds().contains(member.userId())
                ? new Member(member.userId(), role, member.joinedSeq())
                : member);
      }
      case DELETED -> next.clear();
      case RENAMED, AVATAR_CHANGED, RETENTION_CHANGED -> throw new AssertionError(notice.type());
    }
    return new Roster(conversationId, entry.position().rev(), next);
  }

  /// An ownerless group belongs to its longest-standing admin, else to its longest-standing member.
  private static void passOwnershipOn(List<Member> members) {
    if (members.isEmpty() || members.stream().anyMatch(m -> m.role() == MemberRole.OWNER)) {
      return;
    }
    // The list is in order of standing and min() keeps the first among equals.
    var heir = members.stream().min(Comparator.comparing(Member::role)).orElseThrow();
    members.set(
        members.indexOf(heir), new Member(heir.userId(), MemberRole.OWNER, heir.joinedSeq()));
  }
}
