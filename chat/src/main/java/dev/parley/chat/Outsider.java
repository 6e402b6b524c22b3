package dev.parley.chat;

import org.jspecify.annotations.Nullable;

/// Somebody another service vouches for.
///
/// @param email null when it tells none
/// @param emailVerified the service says that the email is theirs
/// @param name what they are called there, null when it tells none
public record Outsider(
    OutsideAccountStore.Key key,
    @Nullable String email,
    boolean emailVerified,
    @Nullable String name) {}
