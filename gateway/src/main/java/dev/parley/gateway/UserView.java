package dev.parley.gateway;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.parley.chat.Member;
import dev.parley.chat.User;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A user: `{id,username,email?,avatar?,createdAt,role?,emailVerified?}`.
///
/// @param email given to oneself, to friends, and in a search by the whole username
/// @param role of the server (`user`, `admin`) for oneself; in the conversation (`owner`, `admin`,
///   `member`) for its members
/// @param emailVerified for oneself
@JsonInclude(JsonInclude.Include.NON_NULL)
public record UserView(
    String id,
    String username,
    @Nullable String email,
    @Nullable String avatar,
    Instant createdAt,
    @Nullable String role,
    @Nullable Boolean emailVerified) {

  /// As anybody sees them.
  public static UserView of(User user) {
    return of(user, false, null);
  }

  /// With the email, for who may know it.
  public static UserView withEmail(User user) {
    return of(user, true, null);
  }

  /// As they see themselves.
  public static UserView self(User user) {
    return new UserView(
        user.id(),
        user.username(),
        user.email(),
        user.avatar(),
        user.createdAt(),
        word(user.role().name()),
        user.emailVerified());
  }

  /// As one finding of a search for `wanted`.
  ///
  /// @param known the one who searches, or a friend of theirs
  public static UserView found(User user, String wanted, boolean known) {
    return of(user, known || user.username().equalsIgnoreCase(wanted), null);
  }

  /// As a participant.
  static UserView member(User user, Member member, boolean email) {
    return of(user, email, member.role().name());
  }

  private static UserView of(User user, boolean email, @Nullable String role) {
    return new UserView(
        user.id(),
        user.username(),
        email ? user.email() : null,
        user.avatar(),
        user.createdAt(),
        role == null ? null : word(role),
        null);
  }

  private static String word(String role) {
    return role.toLowerCase(Locale.ROOT);
  }
}
