package dev.parley.chat;

import java.time.Instant;

/// One signed-in device. Ends by sign-out, by being revoked, or by not being refreshed in time.
///
/// @param device the user agent it signed in with, "" when it sent none
/// @param address the client address at sign-in
/// @param expiresAt end of life unless refreshed before
public record Session(
    String id,
    String userId,
    String device,
    String address,
    Instant createdAt,
    Instant lastUsedAt,
    Instant expiresAt) {}
