package dev.parley.chat;

import org.jspecify.annotations.Nullable;

/// Which accounts elsewhere are whose account here. Each is one user's at most, also under
/// concurrent calls.
public interface OutsideAccountStore {
  /// An account elsewhere: whoever vouches for it, and its name there, which never changes.
  record Key(String issuer, String subject) {}

  /// Null when it is nobody's.
  @Nullable String userOf(Key key);

  /// Makes it this user's; false, and nothing is done, when it is another's already.
  boolean link(Key key, String userId);

  /// Takes all outside accounts from a user.
  void unlinkAll(String userId);

  /// Adds an account and links it, both or neither; false, and nothing is done, when the outside
  /// account is somebody's already. Throws [Refused] as [UserStore#add] does.
  boolean add(Key key, User user);
}
