package dev.parley.chat;

/// Who may do what in a conversation: the one table. In a direct one both are members.
enum Permission {
  RENAME(MemberRole.ADMIN),
  ADD_MEMBER(MemberRole.ADMIN),
  REMOVE_MEMBER(MemberRole.ADMIN),
  DELETE_OTHERS_MESSAGE(MemberRole.ADMIN),
  SET_ROLE(MemberRole.OWNER),
  DELETE_CONVERSATION(MemberRole.OWNER),
  SET_RETENTION(MemberRole.OWNER),
  PIN(MemberRole.MEMBER);

  private final MemberRole least;

  Permission(MemberRole least) {
    this.least = least;
  }

  boolean allows(MemberRole role) {
    return role.compareTo(least) <= 0;
  }
}
