package dev.parley.chat;

/// What a participant may do in a group, most first; see [Permission].
public enum MemberRole {
  OWNER,
  ADMIN,
  MEMBER
}
