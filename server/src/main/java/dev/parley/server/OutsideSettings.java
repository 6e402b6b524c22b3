package dev.parley.server;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/// What of the settings under `parley` concerns people whom others vouch for.
///
/// @param hostJwksUrl where a host application publishes the keys of its tokens; none when empty
/// @param hostIssuer `iss` of those tokens
/// @param hostAudience what their `aud` must hold
@ConfigurationProperties("parley")
record OutsideSettings(
    @Nullable String hostJwksUrl,
    @Nullable String hostIssuer,
    @Nullable String hostAudience,
    Google google) {

  /// @param clientId of Google's button on the page; none when empty
  /// @param issuer `iss` of Google's ID tokens
  /// @param jwksUrl where Google publishes its keys
  record Google(@Nullable String clientId, String issuer, String jwksUrl) {}
}
