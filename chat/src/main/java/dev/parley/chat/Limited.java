package dev.parley.chat;

/// What is limited by a budget of its own. Whose budget it is (a user's, an address's, an
/// account's) is said where it is taken from.
public enum Limited {
  SIGN_IN,
  /// Sign-ins that failed, by the account they were meant for.
  SIGN_IN_ACCOUNT,
  SIGN_UP,
  REFRESH,
  /// Whatever sends mail or tries what came by mail.
  MAIL,
  SEND,
  SEARCH,
  UPLOAD,
  FRIEND_REQUEST,
  /// Read marks: old clients set one per message.
  READ,
  /// Everything else.
  OTHER
}
