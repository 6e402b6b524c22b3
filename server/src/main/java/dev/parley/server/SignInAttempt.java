package dev.parley.server;

import java.time.Instant;

/// What must be known of a sign-in by a provider when the browser comes back from there.
///
/// @param provider whom the browser was sent to: what another one says is no answer to this
/// @param state comes back with the browser, so that nobody can be led into a sign-in begun by
///   another (RFC 6749 §10.12)
/// @param nonce comes back in the ID token, so that it is of this sign-in (OpenID Connect Core
///   §3.1.2.1)
/// @param verifier proves to the provider that who brings the code began (RFC 7636)
record SignInAttempt(
    String provider, String state, String nonce, String verifier, Instant expiresAt) {}
