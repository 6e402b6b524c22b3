package dev.parley.server;

import dev.parley.chat.SignUp;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/// What of the settings under `parley` concerns people whom others vouch for.
///
/// @param hostJwksUrl where a host application publishes the keys of its tokens; none when empty
/// @param hostIssuer `iss` of those tokens
/// @param hostAudience what their `aud` must hold
/// @param providerSignup whether people who come by a provider get accounts
@ConfigurationProperties("parley")
record OutsideSettings(
    @Nullable String hostJwksUrl,
    @Nullable String hostIssuer,
    @Nullable String hostAudience,
    ProviderSignup providerSignup,
    Google google,
    Oidc oidc,
    GitHub github) {

  /// Whether people who come by a provider get accounts.
  enum ProviderSignup {
    /// Where everybody may sign up.
    LIKE_SIGNUP,
    OPEN,
    CLOSED
  }

  boolean mayAdd(SignUp.Mode mode) {
    return switch (providerSignup) {
      case LIKE_SIGNUP -> mode == SignUp.Mode.OPEN;
      case OPEN -> true;
      case CLOSED -> false;
    };
  }

  /// @param clientId of Google's button on the page; none when empty
  /// @param clientSecret lets people sign in by being sent to Google too
  /// @param issuer `iss` of Google's ID tokens
  /// @param jwksUrl where Google publishes its keys
  record Google(@Nullable String clientId, String clientSecret, String issuer, String jwksUrl) {}

  /// Any other provider that speaks OpenID Connect; none when `clientId` is empty.
  record Oidc(String issuer, String clientId, String clientSecret, String name) {}

  /// @param clientId none when empty
  /// @param url where the browser goes
  record GitHub(String clientId, String clientSecret, String url, String apiUrl) {}
}
