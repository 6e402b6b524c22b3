package dev.parley.gateway;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.parley.chat.User;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// An account as admins see it.
///
/// @param role of the server: `user` or `admin`
public record AccountView(
    String id,
    String username,
    String email,
    boolean emailVerified,
    String role,
    boolean disabled,
    Instant createdAt) {

  /// A page of the list of accounts.
  ///
  /// @param nextCursor null on the last page
  public record Page(
      List<AccountView> accounts,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String nextCursor) {}

  public static AccountView of(User user) {
    return new AccountView(
        user.id(),
        user.username(),
        user.email(),
        user.emailVerified(),
        user.role().name().toLowerCase(Locale.ROOT),
        user.disabled(),
        user.createdAt());
  }

  /// A page of at most `limit`.
  ///
  /// @param users one more than `limit` when there is a next page
  public static Page page(List<User> users, int limit) {
    var views = users.stream().limit(limit).map(AccountView::of).toList();
    return new Page(views, users.size() > limit ? views.getLast().id() : null);
  }
}
