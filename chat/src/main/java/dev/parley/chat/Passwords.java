package dev.parley.chat;

/// Slow one-way hashing of passwords. May throw [Refused] with [Refusal#UNAVAILABLE] when too many
/// callers wait.
public interface Passwords {
  String hash(String password);

  boolean matches(String password, String hash);
}
