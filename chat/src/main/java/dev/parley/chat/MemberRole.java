package dev.parley.chat;

/// What a participant may do in a group; see [Permission].
public enum MemberRole {
  OWNER,
  ADMIN,
  MEMBER
}
