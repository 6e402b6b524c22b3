package dev.parley.chat;

/// What is sent by mail. Each holds a secret that proves that its reader gets mail at `to`.
public sealed interface Letter {
  /// The address it goes to.
  String to();

  /// Asks whether the address is its reader's.
  ///
  /// @param username whom it addresses
  record VerifyEmail(String to, String username, String token) implements Letter {}

  /// Lets its reader set a new password.
  ///
  /// @param username whom it addresses
  record ResetPassword(String to, String username, String token) implements Letter {}

  /// Lets its reader sign up.
  record Invitation(String to, String code) implements Letter {}
}
