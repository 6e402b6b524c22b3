package dev.parley.chat;

/// What a user may do on the whole server.
public enum UserRole {
  USER,
  ADMIN
}
