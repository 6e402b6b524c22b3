package dev.parley.gateway;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.parley.chat.SignUp;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// How people get in.
///
/// @param signup `open`, `invitation` or `closed`
/// @param mail whether links for forgotten passwords are sent
/// @param providers whose accounts people may use instead
/// @param google for Google's own button, null without
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SignInOptions(
    String signup, boolean mail, List<Provider> providers, @Nullable Google google) {

  /// Somebody else who says who people are.
  ///
  /// @param url where the browser goes to sign in
  public record Provider(String id, String name, String url) {}

  /// What Google's button needs.
  public record Google(String clientId) {}

  /// Of the server's settings.
  public static SignInOptions of(
      SignUp.Mode signup, boolean mail, List<Provider> providers, @Nullable Google google) {
    return new SignInOptions(signup.name().toLowerCase(Locale.ROOT), mail, providers, google);
  }
}
