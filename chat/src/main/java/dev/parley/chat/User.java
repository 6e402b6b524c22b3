package dev.parley.chat;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A person with an account. The password's hash is never part of it.
public record User(
    String id,
    String username,
    String email,
    @Nullable String avatar,
    UserRole role,
    Instant createdAt) {}
