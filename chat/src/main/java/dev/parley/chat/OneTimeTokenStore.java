package dev.parley.chat;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Where the tokens of mailed links are kept, as hashes.
public interface OneTimeTokenStore {
  /// What a link is for.
  enum Purpose {
    VERIFY_EMAIL,
    RESET_PASSWORD,
    LINK_ACCOUNT
  }

  /// What a token lets its holder do.
  ///
  /// @param detail the email it was sent to; what is to be linked
  record Grant(Purpose purpose, String userId, String detail, Instant expiresAt) {}

  void add(String hash, Grant grant);

  /// A token that [#take] would take.
  @Nullable Grant peek(String hash, Purpose purpose, Instant now);

  /// Takes a token: of many who try at once one gets it. Null when it is unknown, taken, over or
  /// for another purpose.
  @Nullable Grant take(String hash, Purpose purpose, Instant now);

  /// Forgets all of a user's tokens.
  void removeOfUser(String userId);

  void removeExpired(Instant now);
}
