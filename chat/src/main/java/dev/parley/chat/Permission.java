package dev.parley.chat;

import java.util.EnumSet;
import java.util.Set;

/// Who may do what in a group: the one table.
enum Permission {
  RENAME(MemberRole.OWNER, MemberRole.ADMIN),
  ADD_MEMBER(MemberRole.OWNER, MemberRole.ADMIN),
  REMOVE_MEMBER(MemberRole.OWNER, MemberRole.ADMIN),
  DELETE_OTHERS_MESSAGE(MemberRole.OWNER, MemberRole.ADMIN),
  SET_ROLE(MemberRole.OWNER),
  DELETE_CONVERSATION(MemberRole.OWNER);

  private final Set<MemberRole> roles;

  Permission(MemberRole first, MemberRole... rest) {
    roles = EnumSet.of(first, rest);
  }

  boolean allows(MemberRole role) {
    return roles.contains(role);
  }
}
