package dev.parley.chat;

/// Who may do what in a group: the one table.
enum Permission {
  RENAME(MemberRole.ADMIN),
  ADD_MEMBER(MemberRole.ADMIN),
  REMOVE_MEMBER(MemberRole.ADMIN),
  DELETE_OTHERS_MESSAGE(MemberRole.ADMIN),
  SET_ROLE(MemberRole.OWNER),
  DELETE_CONVERSATION(MemberRole.OWNER);

  private final MemberRole least;

  Permission(MemberRole least) {
    this.least = least;
  }

  boolean allows(MemberRole role) {
    return role.compareTo(least) <= 0;
  }
}
