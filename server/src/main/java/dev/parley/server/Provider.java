package dev.parley.server;

import dev.parley.chat.Outsider;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/// Somebody else who says who people are: the browser is sent there, and comes back with a code.
/// Both may ask the provider, and so wait.
sealed interface Provider permits OidcProvider, GitHubProvider {
  /// What the browser brought back.
  ///
  /// @param redirectUri where it was to come back to
  /// @param issuer who says to have sent it (RFC 9207), null where that is not told
  record Return(String code, String redirectUri, @Nullable String issuer) {}

  /// Names it in addresses.
  String id();

  /// Names it for people.
  String name();

  /// Where the browser goes. Refuses with UNAVAILABLE when the provider can't be reached.
  URI begin(SignInAttempt attempt, String redirectUri);

  /// Who it was. Refuses with UNAVAILABLE when the provider can't be reached, and with
  /// INVALID_TOKEN when it does not vouch for anybody.
  Outsider finish(SignInAttempt attempt, Return returned);
}
