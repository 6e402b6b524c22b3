package dev.parley.chat;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Where accounts are kept. Usernames and emails are unique without regard to case, also under
/// concurrent calls.
public interface UserStore {
  /// A user together with what proves a password.
  ///
  /// @param passwordHash "" for an account without a password
  record Login(User user, String passwordHash) {
    public boolean hasPassword() {
      return !passwordHash.isEmpty();
    }
  }

  /// The same for all ways to write a name or an email in upper and lower case: whose are equal are
  /// one account's.
  static String key(String written) {
    // Upper first: some letters, such as the two small sigmas, share only their capital.
    return written.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
  }

  /// Throws [Refused] with [Refusal#EMAIL_TAKEN] or [Refusal#USERNAME_TAKEN].
  void add(User user, String passwordHash);

  /// Writes username, email and avatar of a known user. Throws [Refused] as [#add] does.
  void update(User user);

  /// Nothing happens for an unknown id; so with all that follow.
  void setRole(String userId, UserRole role);

  void setDisabled(String userId, boolean disabled);

  void setEmailVerified(String userId, boolean verified);

  void setPasswordHash(String userId, String passwordHash);

  /// Removes an account, and in the same commit whatever can bring somebody back into it but
  /// sessions; name and email are free then. What else is left of it is noted for [DepartureStore].
  void remove(Departure departure);

  @Nullable Login byEmail(String email);

  @Nullable Login byUsername(String username);

  @Nullable Login byId(String id);

  /// The known ones among these ids.
  Map<String, User> users(Collection<String> ids);

  /// Users whose name contains `part`, taken literally and without case; best matches (equal, then
  /// prefix, then the rest by name) first.
  List<User> search(String part, int limit);

  /// Whether anybody has the role [UserRole#ADMIN].
  boolean hasAdmin();

  /// Accounts whose name or email contains `part`, taken literally and without case; newest first.
  ///
  /// @param before the id where the page before ended, null for the first
  List<User> list(String part, @Nullable String before, int limit);
}
