package dev.parley.chat;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Changing a group. Each change is a notice in its log, checked against the very roster it is
/// committed on: when two changes race, the second is decided anew.
public final class Groups {
  private final EntryLog log;
  private final ConversationStore conversations;
  private final Conversations settings;
  private final UserStore users;
  private final Rosters rosters;
  private final Contacts contacts;
  private final int groupSize;

  public Groups(
      EntryLog log,
      ConversationStore conversations,
      Conversations settings,
      UserStore users,
      Rosters rosters,
      Contacts contacts,
      int groupSize) {
    this.log = log;
    this.conversations = conversations;
    this.settings = settings;
    this.users = users;
    this.rosters = rosters;
    this.contacts = contacts;
    this.groupSize = groupSize;
  }

  public void rename(String userId, String conversationId, String name) {
    present(userId, conversationId, name, null);
  }

  /// Changes what is named, both checked before either; null leaves one as it is, an empty avatar
  /// takes it away.
  public void present(
      String userId, String conversationId, @Nullable String name, @Nullable String avatar) {
    var checks = new Checks();
    if (name != null) {
      checks.name("name", name, 1, Conversations.NAME_LENGTH);
    }
    if (avatar != null && !avatar.isEmpty()) {
      Urls.check(checks, "avatar", avatar);
    }
    checks.refuseIfAny();
    settings.requireAvatar(userId, avatar);
    if (name != null) {
      present(userId, conversationId, Notice.ofGroup(Notice.Type.RENAMED, name));
    }
    if (avatar != null) {
      present(userId, conversationId, Notice.ofGroup(Notice.Type.AVATAR_CHANGED, avatar));
    }
  }

  private void present(String userId, String conversationId, Notice notice) {
    change(userId, conversationId, Permission.RENAME, roster -> notice);
  }

  /// Adding who is in already has no effect. Who wants to be asked by strangers is invited instead.
  public void add(String userId, String conversationId, String addedUserId) {
    change(
        userId,
        conversationId,
        Permission.ADD_MEMBER,
        roster -> requireUser(roster, addedUserId),
        roster -> {
          if (roster.contains(addedUserId)) {
            return null;
          }
          requireUser(roster, addedUserId);
          requireRoom(roster);
          contacts.requireMayAdd(userId, List.of(addedUserId));
          if (!contacts.toBeInvited(userId, List.of(addedUserId)).isEmpty()) {
            contacts.invite(userId, conversationId, List.of(addedUserId));
            return null;
          }
          return Notice.of(Notice.Type.MEMBER_ADDED, addedUserId);
        });
  }

  /// Lets somebody in who was invited; being in already has no effect.
  void join(GroupInvitation invitation) {
    while (true) {
      var conversationId = invitation.conversationId();
      var roster = rosters.fresh(conversationId);
      if (conversations.conversation(conversationId) == null) {
        throw Refused.notFound("Conversation");
      }
      if (roster.contains(invitation.userId())) {
        return;
      }
      requireRoom(roster);
      var draft =
          new Draft(
              conversationId,
              invitation.byUserId(),
              Notice.of(Notice.Type.MEMBER_ADDED, invitation.userId()),
              Messages.serverMade(),
              roster.memberRev());
      if (!(log.append(draft) instanceof EntryLog.Appended.RosterChanged)) {
        rosters.fresh(conversationId);
        return;
      }
    }
  }

  private void requireRoom(Roster roster) {
    if (roster.members().size() >= groupSize) {
      throw Refused.invalid("userId", "a group has at most " + groupSize + " members");
    }
  }

  /// Takes somebody out, or back the invitation of somebody who is not in yet.
  public void remove(String userId, String conversationId, String removedUserId) {
    change(
        userId,
        conversationId,
        Permission.REMOVE_MEMBER,
        roster -> requireMember(roster, removedUserId),
        roster -> {
          if (!roster.contains(removedUserId) && contacts.uninvite(conversationId, removedUserId)) {
            return null;
          }
          if (requireMember(roster, removedUserId).role() == MemberRole.OWNER) {
            throw Refused.invalid("userId", "the owner can't be removed");
          }
          return Notice.of(Notice.Type.MEMBER_REMOVED, removedUserId);
        });
  }

  /// Takes somebody out on behalf of the server's administrators, who need not be members and may
  /// take out the owner too.
  ///
  /// @param before runs once nothing refuses it any more
  void expel(String adminId, String conversationId, String userId, Runnable before) {
    var recorded = false;
    while (true) {
      var conversation = conversations.conversation(conversationId);
      var roster = rosters.fresh(conversationId);
      if (conversation == null) {
        throw Refused.notFound("Conversation");
      }
      if (conversation.isDirect()) {
        throw new Refused(Refusal.DIRECT_CONVERSATION, "Not possible in a direct conversation");
      }
      var role = requireMember(roster, userId).role().name();
      if (!recorded) {
        before.run();
        recorded = true;
      }
      var notice = Notice.of(Notice.Type.MEMBER_REMOVED, userId, role);
      var draft =
          new Draft(conversationId, adminId, notice, Messages.serverMade(), roster.memberRev());
      if (!(log.append(draft) instanceof EntryLog.Appended.RosterChanged)) {
        rosters.fresh(conversationId);
        return;
      }
    }
  }

  /// Leaves; ownership passes on by [Roster#after], and the last one out ends the group.
  public void leave(String userId, String conversationId) {
    change(
        userId,
        conversationId,
        null,
        roster ->
            Notice.of(
                Notice.Type.MEMBER_LEFT, userId, requireMember(roster, userId).role().name()));
  }

  public void setRole(String userId, String conversationId, String memberId, MemberRole role) {
    if (role == MemberRole.OWNER) {
      throw Refused.invalid("role", "must be admin or member");
    }
    change(
        userId,
        conversationId,
        Permission.SET_ROLE,
        roster -> requireMember(roster, memberId),
        roster -> {
          var member = requireMember(roster, memberId);
          if (member.role() == MemberRole.OWNER) {
            throw Refused.invalid("userId", "the owner's role can't be changed");
          }
          return member.role() == role
              ? null
              : Notice.of(Notice.Type.ROLE_CHANGED, memberId, role.name());
        });
  }

  /// Ends a group for everybody. A direct conversation is archived for the caller alone.
  public void delete(String userId, String conversationId) {
    if (settings.listing(userId, conversationId).conversation().isDirect()) {
      settings.keep(userId, conversationId, null, null, true);
      return;
    }
    change(
        userId,
        conversationId,
        Permission.DELETE_CONVERSATION,
        roster -> new Notice(Notice.Type.DELETED, roster.userIds(), ""));
  }

  private void change(
      String userId,
      String conversationId,
      @Nullable Permission permission,
      Function<Roster, @Nullable Notice> decide) {
    change(userId, conversationId, permission, roster -> {}, decide);
  }

  /// @param permission null when every member may
  /// @param find refuses what is not there, also to who may not change it: that comes first
  /// @param decide the notice to commit on this roster, or null when there is nothing to change
  private void change(
      String userId,
      String conversationId,
      @Nullable Permission permission,
      Consumer<Roster> find,
      Function<Roster, @Nullable Notice> decide) {
    var roster = rosters.fresh(conversationId);
    while (true) {
      var member = roster.member(userId);
      var conversation = conversations.conversation(conversationId);
      if (member == null || conversation == null) {
        throw Refused.notFound("Conversation");
      }
      if (conversation.isDirect()) {
        throw new Refused(Refusal.DIRECT_CONVERSATION, "Not possible in a direct conversation");
      }
      if (permission != null && !permission.allows(member.role())) {
        find.accept(roster);
        throw new Refused(Refusal.FORBIDDEN, "Not allowed in this conversation");
      }
      var notice = decide.apply(roster);
      if (notice == null) {
        return;
      }
      var draft =
          new Draft(conversationId, userId, notice, Messages.serverMade(), roster.memberRev());
      if (!(log.append(draft) instanceof EntryLog.Appended.RosterChanged)) {
        rosters.fresh(conversationId);
        return;
      }
      roster = rosters.fresh(conversationId);
    }
  }

  private void requireUser(Roster roster, String userId) {
    if (!roster.contains(userId) && users.byId(userId) == null) {
      throw Refused.notFound("User");
    }
  }

  private static Member requireMember(Roster roster, String userId) {
    var member = roster.member(userId);
    if (member == null) {
      throw Refused.notFound("Member");
    }
    return member;
  }
}
